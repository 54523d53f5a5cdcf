import { useCallback } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { dayOf } from '../../../shared/domain/schedule/day.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { toastFailure } from '../../ui/index.ts';
import { useAsk, useUndo } from '../state/use-ask.ts';
import { useClock } from './use-clock.ts';

/** Moves a promise in the calendar, says where to and offers to take it back; a day that is too full then is named. */
export function useMove(): (task: Task, dueAt: number) => Promise<void> {
  const ask = useAsk();
  const undo = useUndo();
  const format = useFormat();
  const { zone } = useClock();
  const { t } = useTranslation('tasks');
  return useCallback(
    async (task, dueAt) => {
      if (dueAt === task.dueAt) return;
      if (task.state === 'done') return toastFailure(t('toast.taken'));
      if (dueAt <= Date.now()) return toastFailure(t('putOff.past'));
      const changed = await ask('tasks.postpone', { id: task.id, dueAt });
      if (!changed) return;
      const moment = format.moment(dueAt, Date.now());
      const load = await ask('tasks.load', {
        days: [dayOf(dueAt, zone)],
        ...(task.assigneeId === undefined ? {} : { assigneeId: task.assigneeId }),
      });
      const day = load?.days[0];
      const { title } = task;
      undo(
        changed,
        load && day?.over
          ? t('load.moved', { moment, title, tasks: day.tasks, limit: load.limit })
          : t('toast.moved', { moment, title }),
      );
    },
    [ask, undo, format, zone, t],
  );
}
