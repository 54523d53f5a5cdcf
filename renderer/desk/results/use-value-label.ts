import type { AnswerCount } from '../../../shared/contract/results.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';

/** Yes and no are the program's words, a date is written as everywhere. */
export function useValueLabel(): (question: AnswerCount, value: string, label: string) => string {
  const { t } = useTranslation('results');
  const format = useFormat();
  return ({ kind }, value, label) => {
    if (kind === 'yesNo') return value === 'yes' ? t('yes') : t('no');
    return kind === 'date' ? format.date(Date.parse(`${value}T12:00:00Z`), 'UTC') : label;
  };
}
