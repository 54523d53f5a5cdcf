import { Button } from '@mantine/core';
import { IconBell, IconCheck, IconPhone } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Task } from '../../../shared/contract/contacts.ts';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone, KeyHint } from '../../ui/index.ts';
import classes from './due-promises.module.css';
import { PromiseTime } from './promise-time.tsx';
import { PutOff } from './put-off.tsx';
import type { TaskActions } from './task-actions.ts';

interface DueCardProps {
  task: Task;
  now: number;
  actions: TaskActions;
  /** The key that comes here. */
  shortcut: string;
  /** Beside the text: how many more wait. */
  children: ReactNode;
}

/** One reminder in one line: when, to whom, what, and its verbs. */
export function DueCard({ task, now, actions, shortcut, children }: DueCardProps) {
  const { t } = useTranslation('tasks');
  const [puttingOff, setPuttingOff] = useState(false);
  const { contactName, phone } = task;
  const words = [contactName, task.title].filter(Boolean).join(': ');
  return (
    <article className={classes.card} data-due={task.id} aria-label={words}>
      <IconBell size={16} stroke={1.8} className={classes.bell} aria-hidden />
      <div className={classes.when}>
        <PromiseTime task={task} now={now} />
      </div>
      <div className={classes.what} title={words}>
        {contactName !== undefined && <span className={classes.name}>{contactName}</span>}
        {task.title}
      </div>
      {children}
      <span className={classes.shortcut} title={t('due.jump')}>
        <KeyHint>{shortcut}</KeyHint>
      </span>
      <div className={classes.verbs}>
        {phone !== undefined && (
          <Button
            leftSection={<IconPhone size={14} aria-hidden />}
            aria-label={t('due.dialNumber', { number: formatPhone(phone) })}
            title={formatPhone(phone)}
            onClick={() => void actions.dial(task)}
          >
            {t('due.dial')}
          </Button>
        )}
        <PutOff
          title={task.title}
          opened={puttingOff}
          onOpened={setPuttingOff}
          onPutOff={(dueAt) => void actions.postpone(task, dueAt)}
        />
        <Button
          variant="default"
          leftSection={<IconCheck size={14} aria-hidden />}
          aria-label={t('row.doneName', { title: task.title })}
          onClick={() => void actions.complete(task)}
        >
          {t('row.done')}
        </Button>
      </div>
    </article>
  );
}
