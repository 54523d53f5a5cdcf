import { useCallback, useEffect, useRef, useState } from 'react';
import type { TrainingState } from '../../../shared/contract/training.ts';
import { SAMPLE_LINE } from '../../../shared/domain/training/sample.ts';
import { useCore } from '../state/core.tsx';
import { useAsk } from '../state/use-ask.ts';

export interface FirstStepState {
  /** No call was ever made with this base; those that it came with do not count. */
  readonly shown: boolean;
  /** The training line was asked to start; the call comes when it is ready. */
  readonly waiting: boolean;
  ring(): void;
}

const firstCaller = (training: TrainingState): string | undefined =>
  training.personas.find(({ direction }) => direction === 'inbound')?.id;

/** The first step of a new base: a training customer calls, after switching the line on if need be. */
export function useFirstStep(): FirstStepState {
  const core = useCore();
  const ask = useAsk();
  const [shown, setShown] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const stopWaiting = useRef<() => void>(undefined);

  useEffect(() => {
    const look = () => {
      core.request('calls.list', { limit: 1 }).then(
        ({ calls: [newest] }) => setShown(newest === undefined || newest.accountId === SAMPLE_LINE),
        // No hint is better than a wrong one; the screen's own list tells of the trouble.
        () => undefined,
      );
    };
    const stops = [
      core.onConnection((connection) => {
        if (connection === 'connected') look();
      }),
      core.on('calls.changed', () => {
        setShown(false);
        setWaiting(false);
      }),
      () => stopWaiting.current?.(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core]);

  const ring = useCallback(async () => {
    const call = async (training: TrainingState) => {
      const personaId = firstCaller(training);
      if (personaId !== undefined && !(await ask('training.ring', { personaId }))) setWaiting(false);
    };
    setWaiting(true);
    const training = await ask('training.state', {});
    if (training?.ready) return await call(training);
    stopWaiting.current?.();
    stopWaiting.current = core.on('training.changed', (changed) => {
      if (!changed.ready) return;
      stopWaiting.current?.();
      void call(changed);
    });
    if (!training || !(await ask('training.switch', { on: true }))) {
      stopWaiting.current();
      setWaiting(false);
    }
  }, [core, ask]);

  return { shown, waiting, ring: () => void ring() };
}
