import type { CheckResult } from '../../../shared/domain/review/checks/check.ts';
import type { Reason } from '../../../shared/domain/review/sampling.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useOutcomeName } from '../state/outcomes.tsx';

/** Why a talk was chosen. */
export function useReasonText(): (reason: Reason) => string {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  const outcomeName = useOutcomeName();
  return ({ kind, value = 0, name = '' }) => {
    switch (kind) {
      case 'silence':
        return t('reason.silence', { share: `${format.number(value)}%` });
      case 'hold':
        return t('reason.hold', { time: format.duration(value * 1000) });
      case 'short':
        return t('reason.short', { time: format.duration(value * 1000) });
      case 'sound':
        return t('reason.sound', { value: format.number(Math.round(value * 10) / 10) });
      case 'outcome':
        return t('reason.outcome', { name: outcomeName(name) ?? name });
      case 'fatalCheck':
        return t('reason.fatalCheck', { name });
      default:
        return t(`reason.${kind}`);
    }
  };
}

/** What a check found, with its numbers and its limit. */
export function useCheckText(): (result: CheckResult) => string {
  const { t } = useTranslation('reviews');
  const format = useFormat();
  return ({ check, verdict, value, open = [] }) => {
    if (verdict === 'unknown') return t('found.unknown', { check: t(`check.${check.kind}`) });
    const seconds = value === undefined ? '' : format.number(value);
    switch (check.kind) {
      case 'greeting':
        return value === undefined
          ? t('found.noGreeting')
          : t('found.greeting', { value: seconds, limit: format.number(check.withinSeconds) });
      case 'hold':
        return t('found.hold', { value: seconds, limit: format.number(check.mostSeconds) });
      case 'deadAir':
        return t('found.deadAir', { value: seconds, limit: format.number(check.mostSeconds) });
      case 'talkShare':
        return t('found.talkShare', {
          value: `${seconds}%`,
          least: `${format.number(check.leastPercent)}%`,
          most: `${format.number(check.mostPercent)}%`,
        });
      case 'interruptions':
        return t('found.interruptions', { value: seconds, limit: format.number(check.most) });
      case 'answers':
        return open.length === 0
          ? t('found.answered')
          : t('found.unanswered', { questions: open.join(', ') });
    }
  };
}

/** `82%` */
export function usePercent(): (percent: number) => string {
  const format = useFormat();
  return (percent) => `${format.number(Math.round(percent))}%`;
}
