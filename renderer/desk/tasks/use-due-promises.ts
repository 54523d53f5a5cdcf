import { useCallback, useEffect, useRef, useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useCore } from '../state/core.tsx';
import { unanswered } from './due-time.ts';

const LIMIT = 1000;

/** The reminders that wait for an answer, the oldest first. `onDue` hears of each at its moment, once. */
export function useDuePromises(onDue: (task: Task) => void): readonly Task[] {
  const core = useCore();
  const [due, setDue] = useState<readonly Task[]>([]);
  const heard = useRef(new Set<string>());

  const reload = useCallback(() => {
    core.request('tasks.list', { state: 'open', limit: LIMIT }).then(
      (open) => setDue(unanswered(open, heard.current, Date.now())),
      // What is on the screen stays; the next event or connection asks again.
      () => undefined,
    );
  }, [core]);

  useEffect(() => {
    const stops = [
      core.on('tasks.due', (task) => {
        heard.current.add(task.id);
        setDue((before) => [...before.filter(({ id }) => id !== task.id), task]);
        onDue(task);
      }),
      core.on('tasks.changed', reload),
      core.onConnection((connection) => {
        if (connection === 'connected') reload();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload, onDue]);

  return due;
}
