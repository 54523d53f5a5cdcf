import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { AgentStatus } from '../agent/status-part.tsx';
import { useCore } from '../state/core.tsx';
import { useLine } from '../state/line.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNow } from '../state/now.ts';
import { useSession } from '../state/session.tsx';
import { useWork } from '../state/work.tsx';
import classes from './status-line.module.css';

/** One line of facts at the bottom: can I be reached, am I heard, what is next, what was missed, what time is it. */
export const StatusLine = memo(function StatusLine() {
  const { t } = useTranslation('common');
  const line = useLine();
  return (
    <section
      className={classes.line}
      data-region="status"
      data-part="status"
      tabIndex={-1}
      aria-label={t('region.status')}
    >
      <div className={classes.part} role="status">
        <span className={classes.lamp} data-tone={line.tone} aria-hidden />
        {line.text}
      </div>
      <AgentStatus className={classes.part} />
      <Microphone />
      <NextPromise />
      <Missed />
      <Clock />
    </section>
  );
});

function Microphone() {
  const { t } = useTranslation('common');
  const microphone = useSession((session) => session.phone?.microphone);
  if (microphone === 'denied' || microphone === 'missing') {
    return (
      <div className={classes.part} data-tone="bad">
        <IconMicrophoneOff size={14} aria-hidden />
        {microphone === 'denied' ? t('status.microphoneDenied') : t('status.microphoneMissing')}
      </div>
    );
  }
  return (
    <div className={classes.part}>
      <IconMicrophone size={14} aria-hidden />
      <LevelMeter />
    </div>
  );
}

/** Speech at a headset is about 0.02–0.2 RMS: a root spreads that over the meter. */
const toShare = (rms: number): number => Math.min(1, Math.sqrt(rms) * 1.6);

/** Ten readings a second go to the element's style and not through React: nothing else on the page may notice. */
function LevelMeter() {
  const { t } = useTranslation('common');
  const core = useCore();
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      core.on('phone.level', ({ microphone }) => {
        bar.current?.style.setProperty('--level', String(toShare(microphone)));
      }),
    [core],
  );
  return (
    <span
      className={classes.meter}
      role="img"
      aria-label={t('status.microphone')}
      title={t('status.microphone')}
    >
      <span ref={bar} className={classes.level} />
    </span>
  );
}

function NextPromise() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const now = useNow(60_000);
  const task = useWork((work) => work.nextTask);
  const go = useNavigation((navigation) => navigation.go);
  if (!task) return <div className={classes.part}>{t('status.noPromises')}</div>;
  const moment = format.moment(task.dueAt, now);
  return (
    <button
      type="button"
      className={classes.part}
      data-tone={task.dueAt <= now ? 'wait' : undefined}
      onClick={() => go('today')}
    >
      {task.contactName === undefined
        ? t('status.nextPromise', { moment })
        : t('status.nextPromiseWith', { moment, name: task.contactName })}
    </button>
  );
}

function Missed() {
  const { t } = useTranslation('common');
  const missed = useWork((work) => work.missed);
  const go = useNavigation((navigation) => navigation.go);
  return (
    <button
      type="button"
      className={classes.part}
      data-tone={missed > 0 ? 'wait' : undefined}
      onClick={() => go('missed')}
    >
      {missed > 0 ? t('status.missed', { count: missed }) : t('status.noMissed')}
    </button>
  );
}

function Clock() {
  const format = useFormat();
  const now = useNow(60_000);
  return <time className={classes.clock}>{format.time(now)}</time>;
}
