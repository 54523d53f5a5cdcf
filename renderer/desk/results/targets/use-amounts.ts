import { useCallback } from 'react';
import type { Goal } from '../../../../shared/domain/targets/target.ts';
import { useTranslation } from '../../../i18n/index.ts';

const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

/** Figures of targets as they are read: whole ones, and how many an hour with one place. */
export function useAmounts() {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const number = useCallback(
    (value: number, places: number) =>
      new Intl.NumberFormat(LOCALES[language] ?? language, { maximumFractionDigits: places }).format(value),
    [language],
  );
  return {
    /** Minutes of talk are rounded down: a target is reached when it is reached. */
    fact: (_goal: Goal, value: number) => number(Math.floor(value), 0),
    whole: (value: number) => number(value, 0),
    perHour: (value: number) => number(value, 1),
  };
}
