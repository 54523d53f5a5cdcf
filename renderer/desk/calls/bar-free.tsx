import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { SAMPLE_LINE } from '../../../shared/domain/training/sample.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { dialableNumber, useCallTitle } from '../state/caller.ts';
import { useDialer } from '../state/dialer.tsx';
import { isJoined } from '../state/dialer-model.ts';
import { useNow } from '../state/now.ts';
import { useWork } from '../state/work.tsx';
import { useBarSlots } from './bar-slots.tsx';
import classes from './call-bar.module.css';

/** Nobody calls: who comes next in the list; without one whether anybody can call, what was promised, who was last. */
export function BarFree() {
  const { Standing, Next } = useBarSlots();
  const inList = useDialer(({ dialer }) => isJoined(dialer));
  if (inList && Next) return <Next />;
  return (
    <div className={classes.state}>
      {Standing ? <Standing /> : <div className={classes.spring} />}
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
      <div className={classes.kicker} title={format.moment(task.dueAt, now)}>
        <span className={classes.gives}>{t('bar.nextPromise')}</span>
        <span>{format.moment(task.dueAt, now)}</span>
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
  if (!call || number === undefined || call.accountId === SAMPLE_LINE) return null;
  return (
    <div className={`${classes.offer} ${classes.lastOffer}`}>
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
