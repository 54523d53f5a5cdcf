import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import classes from './promise-list.module.css';
import { PromiseRow } from './promise-row.tsx';
import { useTaskActions } from './task-actions.ts';

interface PromiseListProps {
  tasks: readonly Task[];
  now: number;
  /** What the list holds. */
  label: string;
}

const rowsAround = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-promise]'),
];

/** Promises under each other. Arrows walk through them, Enter dials, D is done, P puts off. */
export function PromiseList({ tasks, now, label }: PromiseListProps) {
  const actions = useTaskActions();
  const [currentId, setCurrentId] = useState<string>();
  const current = tasks.some((task) => task.id === currentId) ? currentId : tasks[0]?.id;

  const onFocus = (event: FocusEvent<HTMLUListElement>) => {
    const id = event.target.closest<HTMLElement>('[data-promise]')?.dataset.promise;
    if (id !== undefined) setCurrentId(id);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>) => {
    const row = event.target;
    // Keys of the buttons in a row, and of an open "put off" (React tells us of those too), are theirs.
    if (!(row instanceof HTMLElement) || row.dataset.promise === undefined) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const task = tasks.find(({ id }) => id === row.dataset.promise);
    const rows = rowsAround(event.currentTarget);
    const index = rows.indexOf(row);
    const neighbour = rows[index + 1] ?? rows[index - 1];
    const handled = (work: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      work();
    };
    // By place and not by letter: the keyboard may be Russian or Ukrainian at the moment.
    switch (event.code) {
      case 'ArrowDown':
        return handled(() => rows[index + 1]?.focus());
      case 'ArrowUp':
        return handled(() => rows[index - 1]?.focus());
      case 'Home':
        return handled(() => rows[0]?.focus());
      case 'End':
        return handled(() => rows.at(-1)?.focus());
      case 'Enter':
      case 'NumpadEnter':
        return handled(() => void (task && actions.dial(task)));
      case 'KeyD':
        if (task?.state !== 'open') return;
        return handled(() => {
          void actions.complete(task).then((done) => done && neighbour?.focus());
        });
      case 'KeyP':
        if (task?.state !== 'open') return;
        return handled(() => row.querySelector<HTMLElement>('[aria-haspopup="dialog"]')?.click());
    }
  };

  return (
    <ul className={classes.list} aria-label={label} onKeyDown={onKeyDown} onFocus={onFocus}>
      {tasks.map((task) => (
        <PromiseRow key={task.id} task={task} now={now} actions={actions} reachable={task.id === current} />
      ))}
    </ul>
  );
}
