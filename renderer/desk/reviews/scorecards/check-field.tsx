import { NumberInput, Select } from '@mantine/core';
import {
  CHECK_KINDS,
  type Check,
  type CheckKind,
  DEFAULT_CHECKS,
} from '../../../../shared/domain/review/checks/check.ts';
import { useTranslation } from '../../../i18n/index.ts';
import classes from './scorecards.module.css';

interface CheckFieldProps {
  readonly check: Check | undefined;
  readonly onChange: (check: Check | undefined) => void;
}

/** What the program finds by itself for a criterion, and its limits. */
export function CheckField({ check, onChange }: CheckFieldProps) {
  const { t } = useTranslation('reviews');
  return (
    <div className={classes.line}>
      <Select
        className={classes.grow}
        label={t('edit.check')}
        placeholder={t('edit.noCheck')}
        clearable
        data={CHECK_KINDS.map((value) => ({ value, label: t(`check.${value}`) }))}
        value={check?.kind ?? null}
        onChange={(kind) => onChange(kind === null ? undefined : DEFAULT_CHECKS[kind as CheckKind])}
      />
      {check && <Limits check={check} onChange={onChange} />}
    </div>
  );
}

function Limits({ check, onChange }: { check: Check; onChange: (check: Check) => void }) {
  const { t } = useTranslation('reviews');
  const number = (
    label: string,
    value: number,
    [min, max]: readonly [number, number],
    set: (value: number) => void,
  ) => (
    <NumberInput
      className={classes.limit}
      label={label}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(next) => typeof next === 'number' && next >= min && set(next)}
    />
  );
  const SECONDS = [1, 3_600] as const;
  switch (check.kind) {
    case 'greeting':
      return number(t('limit.within'), check.withinSeconds, SECONDS, (withinSeconds) =>
        onChange({ ...check, withinSeconds }),
      );
    case 'hold':
    case 'deadAir':
      return number(t('limit.most'), check.mostSeconds, SECONDS, (mostSeconds) =>
        onChange({ ...check, mostSeconds }),
      );
    case 'interruptions':
      return number(t('limit.times'), check.most, [0, 100], (most) => onChange({ ...check, most }));
    case 'talkShare':
      return (
        <>
          {number(t('limit.least'), check.leastPercent, [0, 100], (leastPercent) =>
            onChange({ ...check, leastPercent }),
          )}
          {number(t('limit.mostPercent'), check.mostPercent, [0, 100], (mostPercent) =>
            onChange({ ...check, mostPercent }),
          )}
        </>
      );
    case 'answers':
      return null;
  }
}
