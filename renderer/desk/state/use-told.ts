import { useCallback, useEffect, useState } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useCore } from './core.tsx';
import { asFailure } from './use-ask.ts';

export interface Told<T> {
  /** Undefined until it is known. */
  readonly state: T | undefined;
  /** Why it is not: this person may not know it. */
  readonly failure: Failure | undefined;
  readonly load: () => void;
}

/**
 * A standing of the core that it tells anew at each change, asked for whenever the connection comes.
 *
 * @param ask and `listen`: the same at each render
 */
export function useTold<T>(
  ask: (core: CoreClient) => Promise<T>,
  listen: (core: CoreClient, told: (state: T) => void) => () => void,
): Told<T> {
  const core = useCore();
  const [state, setState] = useState<T>();
  const [failure, setFailure] = useState<Failure>();
  const load = useCallback(() => {
    ask(core).then(
      (now) => {
        setState(now);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(asFailure(error)),
    );
  }, [core, ask]);
  useEffect(() => {
    const stops = [
      listen(core, setState),
      core.onConnection((connection) => {
        if (connection === 'connected') load();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, listen, load]);
  return { state, failure, load };
}
