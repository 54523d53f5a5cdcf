import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import type { SealingState } from '../../../shared/contract/sealing.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

/** The keys and what is sealed with them, as the core tells it; a failure when this person may not know. */
export function useSealing(): { state: SealingState | undefined; failure: Failure | undefined } {
  const core = useCore();
  const [state, setState] = useState<SealingState>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(() => {
    core.request('sealing.state', {}).then(
      (now) => {
        setState(now);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(asFailure(error)),
    );
  }, [core]);
  useEffect(() => {
    const stops = [
      core.on('sealing.changed', setState),
      core.onConnection((connection) => {
        if (connection === 'connected') load();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, load]);
  return { state, failure };
}
