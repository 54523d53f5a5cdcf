import type { Task } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { customerTime, lateness } from './due-time.ts';
import classes from './promise-time.module.css';
import { useClock } from './use-clock.ts';
import { usePlace } from './use-place.ts';

/** When: by our clock, below it how late it is or, when it is not late, the customer's own time. */
export function PromiseTime({ task, now }: { task: Task; now: number }) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const { zone } = useClock();
  const place = usePlace();
  const theirs = customerTime(task, zone);
  const late = task.state === 'open' && task.dueAt <= now;
  const sameDay = format.date(task.dueAt) === format.date(now);
  return (
    <div className={classes.when}>
      <time dateTime={new Date(task.dueAt).toISOString()} className={classes.time}>
        {format.time(task.dueAt)}
      </time>
      {!sameDay && <span className={classes.day}>{format.date(task.dueAt)}</span>}
      {late && <LateFor dueAt={task.dueAt} now={now} />}
      {theirs !== undefined && (
        <span className={classes.theirs} title={t('row.customerTimeHint')}>
          {t('row.customerTime', {
            time: theirs,
            place: place(task.zone, task.dueAt),
          })}
        </span>
      )}
    </div>
  );
}

export function LateFor({ dueAt, now }: { dueAt: number; now: number }) {
  const { t } = useTranslation('tasks');
  const { unit, count } = lateness(dueAt, now);
  const words =
    unit === 'days'
      ? t('late.days', { count })
      : unit === 'hours'
        ? t('late.hours', { hours: count })
        : count === 0
          ? t('late.now')
          : t('late.minutes', { minutes: count });
  return <span className={classes.late}>{words}</span>;
}
