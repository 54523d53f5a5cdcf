import { UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { customerTime } from './due-time.ts';
import classes from './plan-screen.module.css';
import { useClock } from './use-clock.ts';
import { usePlace } from './use-place.ts';

interface PlanEntryProps {
  task: Task;
  /** Whether whose it is has to be said. */
  named: boolean;
}

/** The customer's clock with its place, where it differs from ours. */
function useTheirs(task: Task): string | undefined {
  const { zone } = useClock();
  const place = usePlace();
  const theirs = customerTime(task, zone);
  return theirs === undefined ? undefined : `${theirs} ${place(task.zone, task.dueAt)}`;
}

interface PlanButtonProps extends PlanEntryProps {
  /** What the calendar gives its buttons: place, body, drag and click. */
  button: ComponentPropsWithoutRef<'button'>;
}

/** The button around an entry of the calendar; it says everything that the narrow box has no room for. */
export function PlanButton({ task, named, button }: PlanButtonProps) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const words = [
    format.dateTime(task.dueAt),
    useTheirs(task),
    named ? task.assigneeName : undefined,
    task.contactName,
    task.title,
    task.state === 'done' ? t('plan.done') : undefined,
  ].filter(Boolean);
  return (
    <UnstyledButton
      {...button}
      type="button"
      data-promise={task.id}
      aria-label={words.join(', ')}
      title={words.join('\n')}
    />
  );
}

/** A promise in the calendar: our clock, the customer's beside it, who and what. */
export function PlanEntry({ task, named }: PlanEntryProps) {
  const format = useFormat();
  const theirs = useTheirs(task);
  return (
    <span className={classes.entry} data-done={task.state === 'done' || undefined}>
      <span className={classes.entryTime}>{format.time(task.dueAt)}</span>{' '}
      {theirs !== undefined && <span>{theirs} · </span>}
      {named && <span>{task.assigneeName} · </span>}
      {[task.contactName, task.title].filter(Boolean).join(': ')}
    </span>
  );
}
