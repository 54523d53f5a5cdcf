import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { PhoneButton } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import classes from './promise-row.module.css';
import { PromiseTime } from './promise-time.tsx';
import { PutOff } from './put-off.tsx';
import type { TaskActions } from './task-actions.ts';

interface PromiseRowProps {
  task: Task;
  now: number;
  actions: TaskActions;
  /** Where the arrow keys are: one row of a list can be reached with Tab. */
  reachable: boolean;
}

/** One promise: when, what, to whom, and its three verbs. Keys of the row: see `PromiseList`. */
export function PromiseRow({ task, now, actions, reachable }: PromiseRowProps) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const openContact = useNavigation((navigation) => navigation.openContact);
  const [puttingOff, setPuttingOff] = useState(false);
  const { contactId, contactName } = task;
  const open = task.state === 'open';

  return (
    <li
      className={classes.row}
      data-promise={task.id}
      data-late={open && task.dueAt <= now ? true : undefined}
      tabIndex={reachable ? 0 : -1}
      aria-label={[contactName, task.title].filter(Boolean).join(': ')}
      aria-keyshortcuts={open ? 'Enter D P' : undefined}
    >
      <div className={classes.when}>
        <PromiseTime task={task} now={now} />
      </div>
      <div className={classes.what}>
        <div className={classes.title}>{task.title}</div>
        <div className={classes.who}>
          {contactId === undefined || contactName === undefined ? (
            <span>{t('row.nobody')}</span>
          ) : (
            <button
              type="button"
              className={classes.name}
              title={t('row.open', { name: contactName })}
              onClick={() => openContact(contactId)}
            >
              {contactName}
            </button>
          )}
          {task.postponements > 0 && <span>{t('row.postponed', { count: task.postponements })}</span>}
          {task.doneAt !== undefined && (
            <span>{t('list.doneAt', { moment: format.moment(task.doneAt, now) })}</span>
          )}
        </div>
      </div>
      <div className={classes.number}>
        {task.phone === undefined ? (
          <span className={classes.noNumber}>{t('row.noNumber')}</span>
        ) : (
          <PhoneButton number={task.phone} name={contactName} onDial={() => void actions.dial(task)} />
        )}
      </div>
      {open && (
        <div className={classes.verbs}>
          <PutOff
            title={task.title}
            opened={puttingOff}
            onOpened={setPuttingOff}
            onPutOff={(dueAt) => void actions.postpone(task, dueAt)}
          />
          <Button
            variant="default"
            data-done
            leftSection={<IconCheck size={14} aria-hidden />}
            aria-label={t('row.doneName', { title: task.title })}
            onClick={() => void actions.complete(task)}
          >
            {t('row.done')}
          </Button>
        </div>
      )}
    </li>
  );
}
