import { useCallback, useEffect, useState } from 'react';
import type { Input, Output, RequestName } from '../../../shared/contract/index.ts';
import { useCore } from '../state/core.tsx';

export interface Asked<T> {
  /** Of the question that was answered last: it stays in sight while the next one is asked. */
  readonly data: T | undefined;
  readonly error: unknown;
  reload(): void;
}

/** An answer of the core, kept true while reviews change. `input` is compared by what it says. */
export function useAsked<K extends RequestName>(name: K, input: Input<K>): Asked<Output<K>> {
  const core = useCore();
  const [answer, setAnswer] = useState<{ data: Output<K> | undefined; error: unknown }>({
    data: undefined,
    error: undefined,
  });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks again.
  useEffect(() => {
    let late = false;
    core.request(name, JSON.parse(key) as Input<K>).then(
      (data) => late || setAnswer({ data, error: undefined }),
      (error: unknown) => late || setAnswer((before) => ({ ...before, error })),
    );
    return () => {
      late = true;
    };
  }, [core, name, key, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => core.on('reviews.changed', reload), [core, reload]);
  return { ...answer, reload };
}
