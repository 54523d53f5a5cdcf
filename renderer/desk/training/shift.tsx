import { Button, NumberInput, Progress } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type TrainingState, trainingRequests } from '../../../shared/contract/training.ts';
import { useTranslation } from '../../i18n/index.ts';
import { Section } from '../../ui/index.ts';
import { useAsk } from '../state/use-ask.ts';
import { shiftLength } from './line-readiness.ts';
import classes from './training.module.css';

const { count: Count, paceSeconds: Pace } = trainingRequests['training.startShift'].input.shape;
/** About a quarter of an hour: long enough to feel a day, short enough to finish. */
const FIRST = { count: 20, paceSeconds: 45 };

/** Customers one after another, at a chosen pace. */
export function Shift({ state, usable }: { state: TrainingState; usable: boolean }) {
  const { t } = useTranslation('training');
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const form = useForm<{ count: number | string; paceSeconds: number | string }>({
    initialValues: FIRST,
    validate: {
      count: (count) => (Count.safeParse(count).success ? null : t('shift.badCount')),
      paceSeconds: (pace) => (Pace.safeParse(pace).success ? null : t('shift.badPace')),
    },
  });
  const { running, done, of } = state.shift;

  const start = form.onSubmit(async (values) => {
    setBusy(true);
    await ask('training.startShift', {
      count: Count.parse(values.count),
      paceSeconds: Pace.parse(values.paceSeconds),
    });
    setBusy(false);
  });
  const stop = async () => {
    setBusy(true);
    await ask('training.stopShift', {});
    setBusy(false);
  };

  const count = Count.safeParse(form.values.count);
  const pace = Pace.safeParse(form.values.paceSeconds);
  return (
    <Section
      title={t('shift.title')}
      actions={<span className={classes.sectionHint}>{t('shift.hint')}</span>}
    >
      <form className={classes.shift} aria-label={t('shift.title')} onSubmit={start} noValidate>
        {running ? (
          <>
            <div className={classes.progress}>
              <span className={classes.number} role="status">
                {t('shift.progress', { done, of })}
              </span>
              <Progress value={of === 0 ? 0 : (done / of) * 100} aria-label={t('shift.label')} size="md" />
            </div>
            <Button variant="default" loading={busy} onClick={() => void stop()}>
              {t('shift.stop')}
            </Button>
          </>
        ) : (
          <>
            <NumberInput
              className={classes.figure}
              label={t('shift.count')}
              min={1}
              max={500}
              clampBehavior="none"
              {...form.getInputProps('count')}
            />
            <NumberInput
              className={classes.pace}
              label={t('shift.pace')}
              min={1}
              max={600}
              clampBehavior="none"
              {...form.getInputProps('paceSeconds')}
            />
            <Button
              type="submit"
              variant="default"
              loading={busy}
              disabled={!usable}
              className={classes.shiftVerb}
            >
              {t('shift.start')}
            </Button>
            <span className={classes.length}>
              {count.success && pace.success
                ? t('shift.length', {
                    count: Math.max(1, Math.ceil(shiftLength(count.data, pace.data) / 60_000)),
                  })
                : ''}
            </span>
            <p className={classes.paceHint}>{t('shift.paceHint')}</p>
          </>
        )}
      </form>
    </Section>
  );
}
