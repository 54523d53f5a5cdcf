import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

export interface TaskList {
  /** Undefined until the first answer. */
  readonly tasks: readonly Task[] | undefined;
  readonly failure: Failure | undefined;
  reload(): void;
}

/** The promises of one state, kept true by the core's events. `limit`: how many at most. */
export function useTasks(state: Task['state'], limit: number): TaskList {
  const core = useCore();
  const [tasks, setTasks] = useState<readonly Task[]>();
  const [failure, setFailure] = useState<Failure>();
  const asked = useRef(0);

  const reload = useCallback(() => {
    const mine = ++asked.current;
    core.request('tasks.list', { state, limit }).then(
      (answer) => {
        // An answer that was overtaken by a later question would bring back what has just been done.
        if (mine !== asked.current) return;
        setTasks(answer);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (mine === asked.current) setFailure(asFailure(error));
      },
    );
  }, [core, state, limit]);

  useEffect(() => {
    const stops = [
      core.on('tasks.changed', reload),
      core.onConnection((connection) => {
        if (connection === 'connected') reload();
      }),
      () => {
        asked.current += 1;
      },
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);

  return { tasks, failure, reload };
}
