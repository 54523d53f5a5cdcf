import { ActionIcon, NumberInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { LIMITS } from '../../../../shared/domain/review/scorecard.ts';
import { useTranslation } from '../../../i18n/index.ts';
import classes from './scorecards.module.css';

export function Weight({ value, onChange }: { value: number; onChange: (weight: number) => void }) {
  const { t } = useTranslation('reviews');
  return (
    <NumberInput
      className={classes.weight}
      label={t('edit.weight')}
      min={0}
      max={LIMITS.weight}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}

interface MovesProps {
  readonly name: string;
  readonly up: boolean;
  readonly down: boolean;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** Up, down and away, for what stands in a list. */
export function Moves({ name, up, down, onMove, onRemove }: MovesProps) {
  const { t } = useTranslation('reviews');
  const verb = (label: string, icon: React.ReactNode, enabled: boolean, act: () => void) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={30}
      aria-label={label}
      title={label}
      disabled={!enabled}
      onClick={act}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <span className={classes.moves}>
      {verb(t('edit.up', { name }), <IconArrowUp size={16} aria-hidden />, up, () => onMove(-1))}
      {verb(t('edit.down', { name }), <IconArrowDown size={16} aria-hidden />, down, () => onMove(1))}
      {verb(t('edit.remove', { name }), <IconTrash size={16} aria-hidden />, true, onRemove)}
    </span>
  );
}
