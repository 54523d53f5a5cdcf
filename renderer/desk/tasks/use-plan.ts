import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

export interface Plan {
  readonly tasks: readonly Task[];
  readonly failure: Failure | undefined;
  reload(): void;
}

/** Open and done promises of a span, kept true by the core's events. `assigneeId` absent: everybody's. */
export function usePlan(span: { readonly from: number; readonly to: number }, assigneeId?: string): Plan {
  const core = useCore();
  const [tasks, setTasks] = useState<readonly Task[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const asked = useRef(0);
  const { from, to } = span;

  const reload = useCallback(() => {
    const mine = ++asked.current;
    core.request('tasks.between', { from, to, ...(assigneeId === undefined ? {} : { assigneeId }) }).then(
      (answer) => {
        // An answer that was overtaken belongs to another week.
        if (mine !== asked.current) return;
        setTasks(answer);
        setFailure(undefined);
      },
      (error: unknown) => {
        if (mine === asked.current) setFailure(asFailure(error));
      },
    );
  }, [core, from, to, assigneeId]);

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
