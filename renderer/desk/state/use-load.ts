import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useCore } from './core.tsx';

export type DayLoad = Output<'tasks.load'>['days'][number];

export interface Load {
  /** How many promises a person can keep on one day. */
  readonly limit: number;
  readonly days: ReadonlyMap<string, DayLoad>;
}

/**
 * How full these days (`yyyy-mm-dd` at the workplace) are, kept true by the core's events; undefined until it is known.
 * `assigneeId`: whose; absent: mine.
 */
export function useLoad(days: readonly string[], assigneeId?: string): Load | undefined {
  const core = useCore();
  const [load, setLoad] = useState<Load>();
  // The days by value: callers make the list anew at each render.
  const key = days.join();

  const ask = useCallback(() => {
    if (key === '') return;
    core
      .request('tasks.load', {
        days: key.split(','),
        ...(assigneeId === undefined ? {} : { assigneeId }),
      })
      .then(
        (answer) =>
          setLoad({ limit: answer.limit, days: new Map(answer.days.map((each) => [each.day, each])) }),
        // A figure beside the plan; what keeps the plan itself from loading is told there.
        () => undefined,
      );
  }, [core, key, assigneeId]);

  useEffect(() => {
    const stops = [
      core.on('tasks.changed', ask),
      core.on('settings.changed', ask),
      core.onConnection((connection) => {
        if (connection === 'connected') ask();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, ask]);

  return load;
}
