import { TimePicker } from '@mantine/dates';
import { useTranslation } from '../../i18n/index.ts';

interface TimeFieldProps {
  label?: string;
  /** "14:30"; '' while it is not complete. */
  value: string;
  error?: string | null | undefined;
  onChange: (time: string) => void;
}

/** A time of day, typed. Always by 24 hours: the browser's own field would follow the system and not the person. */
export function TimeField({ label, value, error, onChange }: TimeFieldProps) {
  const { t } = useTranslation('tasks');
  return (
    <TimePicker
      {...(label === undefined ? {} : { label })}
      hoursInputLabel={`${t('add.time')}, ${t('add.hours')}`}
      minutesInputLabel={`${t('add.time')}, ${t('add.minutes')}`}
      value={value}
      error={error}
      onChange={(time) => onChange(time.slice(0, 5))}
    />
  );
}
