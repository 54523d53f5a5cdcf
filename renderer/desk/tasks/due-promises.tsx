import { useHotkeys } from '@mantine/hooks';
import { useCallback, useRef } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import { DueCard } from './due-card.tsx';
import classes from './due-promises.module.css';
import { noticeOutside } from './outside-notice.ts';
import { useTaskActions } from './task-actions.ts';
import { useDuePromises } from './use-due-promises.ts';

const MINUTE_MS = 60_000;
/** Goes to the reminder; it is not one of the keys of a call. */
const KEY = 'F9';

/**
 * Reminders at their time: a quiet line above the status line that stays until it is answered and never takes the focus.
 * One at a time, the last that fell due: a pile of them would push the work away, and all of them are under Today.
 */
export function DuePromises() {
  const { t, i18n } = useTranslation('tasks');
  const format = useFormat();
  const now = useNow(MINUTE_MS);
  const actions = useTaskActions();
  const go = useNavigation((navigation) => navigation.go);
  // The desktop's shell shows notifications by itself; twice would be noise.
  const inBrowser = useSession((session) => session.info?.mode === 'browser');
  const region = useRef<HTMLElement>(null);

  const toReminders = useCallback(() => {
    region.current?.querySelector<HTMLElement>('[data-due] button:not([data-more])')?.focus();
  }, []);

  const onDue = useCallback(
    (task: Task) => {
      if (!inBrowser) return;
      noticeOutside(
        {
          tag: task.id,
          title: task.contactName ?? task.title,
          body: task.contactName === undefined ? format.time(task.dueAt) : task.title,
          language: i18n.language,
        },
        toReminders,
      );
    },
    [inBrowser, format, i18n.language, toReminders],
  );
  const due = useDuePromises(onDue);

  // Also while typing: a function key writes nothing.
  useHotkeys([[KEY, toReminders]], []);

  const task = due.at(-1);
  return (
    <section ref={region} className={classes.region} aria-label={t('due.region')} aria-live="polite">
      {task && (
        <DueCard key={task.id} task={task} now={now} actions={actions} shortcut={KEY}>
          {due.length > 1 && (
            <button type="button" className={classes.more} data-more onClick={() => go('today')}>
              {t('due.more', { count: due.length - 1 })}
            </button>
          )}
        </DueCard>
      )}
    </section>
  );
}
