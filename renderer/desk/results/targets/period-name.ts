import { useCallback } from 'react';
import type { Span } from '../../../../shared/domain/reports/calendar.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

/** Noon of a calendar day: the same date on every clock from -12 to +12 hours. */
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** "Fri 27 Nov", "23 Nov – 29 Nov", "November 2026". */
export function usePeriodName(): (span: Span, firstDay: string, lastDay: string) => string {
  const { i18n } = useTranslation();
  const format = useFormat();
  const { language } = i18n;
  return useCallback(
    (span, firstDay, lastDay) => {
      const date = (day: string) => format.date(noon(day), 'UTC');
      switch (span) {
        case 'day':
          return date(firstDay);
        case 'week':
          return `${date(firstDay)} – ${date(lastDay)}`;
        case 'month':
          return new Intl.DateTimeFormat(LOCALES[language] ?? language, {
            month: 'long',
            year: 'numeric',
            timeZone: 'UTC',
          }).format(noon(firstDay));
      }
    },
    [format, language],
  );
}
