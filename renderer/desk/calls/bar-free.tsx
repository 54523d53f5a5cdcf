import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { dialableNumber, useCallTitle } from '../state/caller.ts';
import { useLine } from '../state/line.ts';
import { useNow } from '../state/now.ts';
import { useWork } from '../state/work.tsx';
import classes from './call-bar.module.css';

/** Nobody calls: whether anybody can, what was promised next, and who was last on the line. */
export function BarFree() {
  const { t } = useTranslation('calls');
  const line = useLine();
  return (
    <div className={classes.state}>
      <div className={classes.who}>
        <div className={classes.ready}>{line.ready ? t('bar.ready') : t('bar.notReady')}</div>
        <div className={classes.readyText}>{line.text}</div>
      </div>
      <NextPromise />
      <LastCall />
    </div>
  );
}

function NextPromise() {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const now = useNow(60_000);
  const task = useWork((work) => work.nextTask);
  const { dial } = useCallActions();
  const { phone } = task ?? {};
  if (!task || phone === undefined) return null;
  return (
    <div className={classes.offer}>
      <div className={classes.kicker}>
        {t('bar.nextPromise')} {format.moment(task.dueAt, now)}
      </div>
      <div className={classes.offerWhat} title={task.title}>
        {task.title}
      </div>
      <Button
        variant="default"
        size="compact-sm"
        className={classes.offerVerb}
        leftSection={<IconPhone size={14} aria-hidden />}
        onClick={() => void dial({ number: phone, contactId: task.contactId, taskId: task.id })}
      >
        <span className={classes.offerWhat}>{task.contactName ?? phone}</span>
      </Button>
    </div>
  );
}

function LastCall() {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const call = useWork((work) => work.lastCall);
  const { dial } = useCallActions();
  const number = call ? dialableNumber(call) : undefined;
  if (!call || number === undefined) return null;
  return (
    <div className={classes.offer}>
      <div className={classes.kicker}>{t('bar.lastCall')}</div>
      <div className={classes.offerWhat}>{title(call)}</div>
      <Button
        variant="default"
        size="compact-sm"
        className={classes.offerVerb}
        leftSection={<IconPhone size={14} aria-hidden />}
        onClick={() => void dial({ number, contactId: call.contactId })}
      >
        {t('bar.callAgain')}
      </Button>
    </div>
  );
}
