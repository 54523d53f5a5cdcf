import { Select } from '@mantine/core';
import { useTranslation } from '../../../i18n/index.ts';
import { useOutcomeChoices } from './use-outcomes.ts';

interface OutcomeSelectProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function OutcomeSelect({ label, value, onChange }: OutcomeSelectProps) {
  const { t } = useTranslation('scriptStudio');
  const outcomes = useOutcomeChoices();
  const known = outcomes.some((outcome) => outcome.value === value);
  return (
    <Select
      label={label}
      clearable
      placeholder={t('field.noOutcome')}
      data={known || value === undefined ? outcomes : [...outcomes, { value, label: value }]}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}
