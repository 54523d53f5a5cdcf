import { useCallback, useEffect, useRef, useState } from 'react';
import { CHECK_STEPS, type CheckStep } from '../../../shared/contract/quality.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';

export type StepName = (typeof CHECK_STEPS)[number];
type Steps = Readonly<Partial<Record<StepName, CheckStep>>>;

export interface ShiftCheckState {
  readonly steps: Steps;
  readonly running: boolean;
  readonly started: boolean;
  start(): void;
  stop(): void;
}

/** The check takes ten seconds; a phone that is silent for longer will not finish it. */
const GIVE_UP_MS = 20_000;

const isOver = (steps: Steps): boolean =>
  CHECK_STEPS.every((name) => steps[name] !== undefined && steps[name].state !== 'running');

/** Drives the phone's check and gathers what it says. Who leaves the screen stops it. */
export function useShiftCheck(): ShiftCheckState {
  const core = useCore();
  const ask = useAsk();
  const [steps, setSteps] = useState<Steps>({});
  const [running, setRunning] = useState(false);
  const [started, setStarted] = useState(false);
  const isRunning = useRef(false);

  const setBusy = useCallback((busy: boolean) => {
    isRunning.current = busy;
    setRunning(busy);
  }, []);

  useEffect(
    () =>
      core.on('phone.checked', (step) => {
        // A check that another page started is not ours to show.
        if (isRunning.current) setSteps((before) => ({ ...before, [step.step]: step }));
      }),
    [core],
  );
  useEffect(() => {
    if (running && isOver(steps)) setBusy(false);
  }, [running, steps, setBusy]);
  useEffect(() => {
    if (!running) return;
    const timer = setTimeout(() => setBusy(false), GIVE_UP_MS);
    return () => clearTimeout(timer);
  }, [running, setBusy]);
  useEffect(
    () => () => {
      if (isRunning.current) core.request('phone.runCheck', { on: false }).catch(() => undefined);
    },
    [core],
  );

  return {
    steps,
    running,
    started,
    async start() {
      setSteps({});
      setStarted(true);
      setBusy(true);
      if (!(await ask('phone.runCheck', { on: true }))) {
        setBusy(false);
        setStarted(false);
      }
    },
    // The phone answers with what was not decided; until then the lines stay as they are.
    stop: () => void ask('phone.runCheck', { on: false }).then(() => setBusy(false)),
  };
}
