import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { TrainingState } from '../../../shared/contract/training.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

export interface Training {
  /** Undefined until the core has answered. */
  readonly state: TrainingState | undefined;
  readonly failure: Failure | undefined;
  reload(): void;
}

/** The training line as the core tells it. */
export function useTraining(): Training {
  const core = useCore();
  const [state, setState] = useState<TrainingState>();
  const [failure, setFailure] = useState<Failure>();

  const reload = useCallback(() => {
    core.request('training.state', {}).then(
      (answer) => {
        setState(answer);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(asFailure(error)),
    );
  }, [core]);

  useEffect(() => {
    const stops = [
      core.on('training.changed', setState),
      core.onConnection((connection) => {
        if (connection === 'connected') reload();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);

  return { state, failure, reload };
}
