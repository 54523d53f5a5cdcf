import { Select } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';

const CHOICES = [0, 2, 5, 10, 15, 30, 60] as const;

/** How long one may sit still before the screen is locked. */
export function LockTime({ minutes }: { minutes: number }) {
  const { t } = useTranslation('people');
  const ask = useAsk();
  const choices = [...new Set([...CHOICES, minutes])].sort((one, other) => one - other);
  return (
    <Select
      label={t('lock.label')}
      description={t('lock.hint')}
      maw={380}
      allowDeselect={false}
      data={choices.map((value) => ({
        value: String(value),
        label: value === 0 ? t('lock.never') : t('lock.after', { count: value }),
      }))}
      value={String(minutes)}
      onChange={(value) => void ask('users.setLock', { minutes: Number(value) })}
    />
  );
}
