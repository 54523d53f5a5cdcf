import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircle, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { CHECK_STEPS, type CheckStep } from '../../../shared/contract/quality.ts';
import { useTranslation } from '../../i18n/index.ts';
import { loudness } from './graph-model.ts';
import classes from './shift-check.module.css';
import { type ShiftCheckState, type StepName, useShiftCheck } from './use-shift-check.ts';

/** What the phone may advise; a code of a newer phone that this page has no words for is shown as a plain failure. */
const ADVICE = [
  'microphoneRefused',
  'microphoneMissing',
  'microphoneAsked',
  'microphoneDead',
  'microphoneQuiet',
  'speakerGone',
  'ringerGone',
  'ringerSilent',
  'soundBlocked',
  'noAccount',
  'notRegistered',
  'wrongPassword',
  'pbxUnreachable',
  'pbxUnknownHost',
  'pbxRefused',
  'pbxAddressInvalid',
  'mediaBlocked',
  'relayUnreachable',
  'callCame',
  'cancelled',
  'checkFailed',
] as const;
type Advice = (typeof ADVICE)[number];

/** The day on which all was fine, so that Today asks once and no more. */
const usePassed = create<{ day?: string }>(() => ({}));
const today = (): string => new Date().toDateString();

/** The same as the first step of a day: one line until it is started, and away the next time once all was fine. */
export function ShiftCheckToday() {
  const [shown] = useState(usePassed.getState().day !== today());
  return shown ? <ShiftCheck folded /> : null;
}

/** The ten seconds before the shift: five lines, what is wrong, what to do. */
export function ShiftCheck({ folded = false }: { folded?: boolean }) {
  const { t } = useTranslation('quality');
  const check = useShiftCheck();
  const passed = CHECK_STEPS.every((name) => check.steps[name]?.state === 'passed');
  useEffect(() => {
    if (passed) usePassed.setState({ day: today() });
  }, [passed]);
  const open = !folded || check.started;
  return (
    <section className={classes.check} data-folded={folded} aria-label={t('check.title')}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.title}>{t('check.title')}</h2>
          <p className={classes.dim}>{t('check.intro')}</p>
        </div>
        {check.running ? (
          <Button variant="default" onClick={check.stop}>
            {t('check.stop')}
          </Button>
        ) : (
          <Button onClick={check.start}>{check.started ? t('check.again') : t('check.start')}</Button>
        )}
      </header>
      {open && (
        <ul className={classes.steps}>
          {CHECK_STEPS.map((name) => (
            <StepLine key={name} name={name} step={check.steps[name]} />
          ))}
        </ul>
      )}
      <p role="status" className={open ? classes.summary : 'rd-sr'}>
        <Summary check={check} />
      </p>
    </section>
  );
}

function Summary({ check }: { check: ShiftCheckState }) {
  const { t } = useTranslation('quality');
  if (!check.started) return null;
  if (check.running)
    return check.steps.microphone?.state === 'running' ? t('check.speak') : t('check.running');
  const states = CHECK_STEPS.map((name) => check.steps[name]?.state);
  const failed = states.filter((state) => state === 'failed').length;
  if (failed > 0) return t('check.troubles', { count: failed });
  return states.every((state) => state === 'passed') ? t('check.allPassed') : t('check.stopped');
}

function StepLine({ name, step }: { name: StepName; step: CheckStep | undefined }) {
  const { t } = useTranslation('quality');
  const state = step?.state ?? 'waiting';
  const advice = step?.advice === undefined ? undefined : adviceOf(step.advice);
  const speaking = name === 'microphone' && state === 'running';
  return (
    <li className={classes.step} data-state={state}>
      <span className={classes.icon}>
        <StateIcon state={state} />
      </span>
      <div className={classes.words}>
        <p>
          <span className={classes.name}>{t(`step.${name}`)}</span>{' '}
          <span className={classes.dim}>{t(`about.${name}`)}</span>
        </p>
        {speaking && <Level value={step?.figures.level ?? 0} />}
        {advice !== undefined && <p className={classes.advice}>{t(`advice.${advice}`)}</p>}
      </div>
      <span className={classes.state}>{t(`state.${state}`)}</span>
    </li>
  );
}

const adviceOf = (code: string): Advice => ADVICE.find((known) => known === code) ?? 'checkFailed';

function StateIcon({ state }: { state: CheckStep['state'] | 'waiting' }) {
  switch (state) {
    case 'running':
      return <Loader size={16} aria-hidden />;
    case 'passed':
      return <IconCircleCheck size={18} stroke={1.8} aria-hidden />;
    case 'failed':
      return <IconAlertTriangle size={18} stroke={1.8} aria-hidden />;
    case 'skipped':
      return <IconCircleMinus size={18} stroke={1.8} aria-hidden />;
    case 'waiting':
      return <IconCircle size={18} stroke={1.2} aria-hidden />;
  }
}

function Level({ value }: { value: number }) {
  const { t } = useTranslation('quality');
  const percent = Math.round(loudness(value) * 100);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the native meter cannot be drawn by decibels in our colours
    <div
      role="meter"
      aria-label={t('check.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={classes.level}
    >
      <div className={classes.fill} style={{ width: `${percent}%` }} />
    </div>
  );
}
