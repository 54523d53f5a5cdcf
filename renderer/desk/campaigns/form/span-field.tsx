import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../../i18n/index.ts';
import { inUnit, toMinutes, UNITS, type Unit } from '../spans.ts';
import classes from './form.module.css';

interface SpanFieldProps {
  label: string;
  minutes: number;
  /** The contract's longest pause. */
  maxDays: number;
  onChange: (minutes: number) => void;
}

/** A length of time: a figure and its unit. */
export function SpanField({ label, minutes, maxDays, onChange }: SpanFieldProps) {
  const { t } = useTranslation('campaigns');
  // Chosen here, so that 60 minutes stay minutes while somebody types 600.
  const [unit, setUnit] = useState<Unit>(() => inUnit(minutes).unit);
  const max = Math.floor((maxDays * 24 * 60) / toMinutes(1, unit));
  const change = (count: number, of: Unit) => {
    const most = maxDays * 24 * 60;
    onChange(Math.min(most, Math.max(1, toMinutes(count, of))));
  };
  const count = minutes / toMinutes(1, unit);
  return (
    <div className={classes.span}>
      <NumberInput
        className={classes.figure}
        aria-label={label}
        min={1}
        max={max}
        allowDecimal={false}
        clampBehavior="blur"
        value={Math.max(1, Math.round(count))}
        onChange={(value) => typeof value === 'number' && value > 0 && change(value, unit)}
      />
      <Select
        className={classes.unit}
        aria-label={t('form.unitOf', { what: label })}
        allowDeselect={false}
        data={UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
        value={unit}
        onChange={(value) => {
          const next = UNITS.find((other) => other === value);
          if (!next) return;
          setUnit(next);
          change(Math.max(1, Math.round(count)), next);
        }}
      />
    </div>
  );
}
