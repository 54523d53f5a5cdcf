import { useMemo } from 'react';
import { useTranslation } from '../../../i18n/index.ts';

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

interface WithWeekInfo {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
}

/**
 * The weekday with which the reader's weeks begin, 0 for Monday: by the browser's own locale, since a language is spoken where
 * weeks begin on Sunday and where they begin on Monday.
 */
export function weekStart(locale: string = navigator.language): number {
  try {
    const known = new Intl.Locale(locale) as WithWeekInfo;
    return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) - 1;
  } catch {
    return 0;
  }
}

/** Days of the week in the reader's order and language; `weekday` 0 is Monday. */
export function useWeekdays() {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const start = weekStart();
    return Array.from({ length: 7 }, (_, n) => {
      const weekday = (start + n) % 7;
      // 2026-11-02 is a Monday.
      const at = Date.UTC(2026, 10, 2 + weekday, 12);
      const name = (width: 'short' | 'long') =>
        new Intl.DateTimeFormat(LOCALES[language] ?? language, { weekday: width, timeZone: 'UTC' }).format(
          at,
        );
      return { weekday, short: name('short'), long: name('long') };
    });
  }, [language]);
}
