import { useCallback } from 'react';
import { useTranslation } from '../../i18n/index.ts';

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

/** "41 %"; of nothing there is no share. */
export function useShare(): (part: number, whole: number) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback(
    (part, whole) =>
      whole === 0
        ? '–'
        : new Intl.NumberFormat(LOCALES[language] ?? language, {
            style: 'percent',
            maximumFractionDigits: part > 0 && part / whole < 0.1 ? 1 : 0,
          }).format(part / whole),
    [language],
  );
}
