import { useTranslation } from '../../../i18n/index.ts';
import { Pick } from './pick.tsx';
import { useOutcomeChoices } from './use-outcomes.ts';

interface OutcomeSelectProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function OutcomeSelect({ label, value, onChange }: OutcomeSelectProps) {
  const { t } = useTranslation('scriptStudio');
  return (
    <Pick
      label={label}
      none={t('field.noOutcome')}
      data={useOutcomeChoices()}
      value={value}
      onChange={onChange}
    />
  );
}
