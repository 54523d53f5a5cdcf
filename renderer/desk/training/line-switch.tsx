import { Button, Switch } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrainingState } from '../../../shared/contract/training.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useAsk } from '../state/use-ask.ts';
import type { Readiness } from './line-readiness.ts';
import classes from './training.module.css';

interface LineSwitchProps {
  state: TrainingState | undefined;
  readiness: Readiness | undefined;
}

/** On or off, and in words whether it can be used and why not. */
export function LineSwitch({ state, readiness }: LineSwitchProps) {
  const { t } = useTranslation('training');
  const ask = useAsk();
  const [turning, setTurning] = useState<'starting' | 'stopping'>();

  const turn = async (on: boolean) => {
    setTurning(on ? 'starting' : 'stopping');
    await ask('training.switch', { on });
    setTurning(undefined);
  };

  const Icon =
    readiness === 'ready'
      ? IconCircleCheck
      : readiness === undefined || readiness === 'off' || readiness === 'connecting'
        ? IconCircleDashed
        : IconAlertTriangle;
  return (
    <div className={classes.line} data-state={turning ?? readiness}>
      <Switch
        label={t('switch')}
        checked={turning === 'starting' || (turning === undefined && state?.on === true)}
        disabled={state === undefined || turning !== undefined}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <p className={classes.state} role="status">
        <Icon size={16} stroke={1.8} aria-hidden />
        <span>{t(`state.${turning ?? readiness ?? 'loading'}`)}</span>
      </p>
      {(readiness === 'otherLine' || readiness === 'noLine') && turning === undefined && (
        <Button variant="default" onClick={() => void turn(true)}>
          {t('useLine')}
        </Button>
      )}
    </div>
  );
}
