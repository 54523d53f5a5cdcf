import { useCallback } from 'react';
import { type PacingRules, RETRY_CAUSES } from '../../../shared/domain/pacing/campaign.ts';
import { useTranslation } from '../../i18n/index.ts';
import { dayNames } from '../../ui/index.ts';
import { inUnit } from './spans.ts';
import { clock, weekSpans } from './week.ts';

/** The rules of a list, each as a sentence of its own; what a rule does not forbid is not said. */
export function useRulesText(): (rules: PacingRules) => string[] {
  const { t, i18n } = useTranslation('campaigns');
  return useCallback(
    (rules) => {
      const days = dayNames(i18n.language, 'short');
      const week = weekSpans(rules.hours)
        .map(({ from, to, hours }) => {
          const names = from === to ? days[from] : `${days[from]}–${days[to]}`;
          return `${names} ${clock(hours.from)}–${clock(hours.to)}`;
        })
        .join(', ');
      const span = (minutes: number) => {
        const { count, unit } = inUnit(minutes);
        return t(`span.${unit}`, { count });
      };
      const retries = RETRY_CAUSES.map((cause) => {
        const { afterMinutes, otherNumber } = rules.retry[cause];
        const span_ = span(afterMinutes);
        return otherNumber
          ? t(`rules.retryOther.${cause}`, { span: span_ })
          : t(`rules.retrySame.${cause}`, { span: span_ });
      });
      return [
        week === '' ? t('rules.never') : t('rules.hours', { week }),
        ...(rules.restOnHolidays ? [t('rules.holidays')] : []),
        `${t('rules.attempts', { count: rules.maxAttempts })}, ${t('rules.attemptsADay', { count: rules.maxAttemptsADay })}`,
        retries.join('; '),
        ...(rules.quietDays > 0 ? [t('rules.quietDays', { count: rules.quietDays })] : []),
        ...(rules.needsConsent ? [t('rules.needsConsent')] : []),
        t('rules.ring', { count: rules.ringSeconds }),
      ];
    },
    [t, i18n.language],
  );
}
