import type { ChangedField } from '../../../shared/contract/import-dry-runs.ts';
import { useTranslation } from '../../i18n/index.ts';

const CODED = ['stage', 'relation', 'channel', 'consent'] as const;

/** A value of a field as people read it: codes in words. */
export function useChangedValue(): (field: ChangedField, value: string) => string {
  const { t } = useTranslation('contacts');
  return (field, value) => {
    const coded = CODED.find((one) => one === field);
    return coded === undefined || value === ''
      ? value
      : t(`${coded}.${value}` as never, { defaultValue: value });
  };
}
