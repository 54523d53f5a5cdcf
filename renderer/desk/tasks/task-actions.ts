import { useMemo } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';

export interface TaskActions {
  /** Each answers whether it was done; a refusal has then been told. */
  dial(task: Task): Promise<boolean>;
  complete(task: Task): Promise<boolean>;
  postpone(task: Task, dueAt: number): Promise<boolean>;
}

/** What can be done with a promise, the same from the day plan, the list and the reminder. */
export function useTaskActions(): TaskActions {
  const ask = useAsk();
  const undo = useUndo();
  const calls = useCallActions();
  const format = useFormat();
  const { t } = useTranslation('tasks');
  return useMemo(
    () => ({
      dial: async (task) => {
        if (task.phone === undefined) return false;
        return await calls.dial({ number: task.phone, contactId: task.contactId, taskId: task.id });
      },
      complete: async (task) => {
        const changed = await ask('tasks.complete', { id: task.id });
        undo(changed, t('toast.done', { title: task.title }));
        return changed !== undefined;
      },
      postpone: async (task, dueAt) => {
        const changed = await ask('tasks.postpone', { id: task.id, dueAt });
        undo(changed, t('toast.putOff', { title: task.title, moment: format.moment(dueAt, Date.now()) }));
        return changed !== undefined;
      },
    }),
    [ask, undo, calls, format, t],
  );
}
