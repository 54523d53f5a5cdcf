import {
  IconMicrophoneOff,
  IconPhone,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPlayerPause,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import type { SessionState } from '../../../shared/contract/users.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { useNow } from '../state/now.ts';
import { useSeat } from '../state/seat.tsx';
import { useAsk } from '../state/use-ask.ts';
import classes from './session.module.css';

type OnLine = SessionState['onLine'][number];

/** A customer must not wait for a password: his call can be taken and ended. Whose it is stays hidden. */
export function LockedCalls() {
  const { t } = useTranslation('session');
  const calls = useSeat(({ session }) => session?.onLine) ?? [];
  useKeys(calls);
  return (
    <section className={classes.calls} aria-label={t('calls.label')} aria-live="assertive">
      {calls.map((call, n) => (
        <Line key={call.callId} call={call} first={n === 0} />
      ))}
    </section>
  );
}

function Line({ call, first }: { call: OnLine; first: boolean }) {
  const { t } = useTranslation('session');
  const format = useFormat();
  const now = useNow(1_000);
  const act = useCallVerbs();
  const key = (name: string) => (first ? { shortcut: name } : {});
  return (
    <div className={classes.call} data-state={call.state}>
      <div>
        <div className={classes.callState}>{t(`calls.${call.held ? 'held' : call.state}`)}</div>
        {/* Ten figures a minute are not to be read out. */}
        <div className={classes.time} aria-hidden>
          {format.duration(now - call.since)}
        </div>
      </div>
      <div className={classes.verbs}>
        {call.state === 'ringing' && (
          <CallControl
            tone="answer"
            label={t('calls.answer')}
            icon={<IconPhone size={18} />}
            {...key('F2')}
            onClick={() => act.answer(call)}
          />
        )}
        {call.state === 'talking' && (
          <>
            <CallControl
              label={t(call.muted ? 'calls.unmute' : 'calls.mute')}
              pressed={call.muted}
              icon={<IconMicrophoneOff size={18} />}
              {...key('Alt+M')}
              onClick={() => act.mute(call)}
            />
            <CallControl
              label={t(call.held ? 'calls.resume' : 'calls.hold')}
              pressed={call.held}
              icon={call.held ? <IconPhoneIncoming size={18} /> : <IconPlayerPause size={18} />}
              {...key('Alt+H')}
              onClick={() => act.hold(call)}
            />
          </>
        )}
        <CallControl
          tone="end"
          label={t(call.state === 'ringing' ? 'calls.decline' : 'calls.end')}
          icon={<IconPhoneOff size={18} />}
          {...key('F4')}
          onClick={() => act.end(call)}
        />
      </div>
    </div>
  );
}

function useCallVerbs() {
  const ask = useAsk();
  return {
    answer: ({ callId }: OnLine) => void ask('calls.answer', { callId }),
    mute: ({ callId, muted }: OnLine) => void ask('calls.mute', { callId, muted: !muted }),
    hold: ({ callId, held }: OnLine) => void ask('calls.hold', { callId, held: !held }),
    end: ({ callId, state }: OnLine) =>
      void ask(state === 'ringing' ? 'calls.decline' : 'calls.hangUp', { callId }),
  };
}

/** As on the bar. Letters alone belong to the password. */
function useKeys(calls: readonly OnLine[]): void {
  const act = useCallVerbs();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const [call] = calls;
      if (!call || event.repeat || event.isComposing) return;
      const talks = call.state === 'talking';
      const alt = event.altKey && !event.ctrlKey && !event.metaKey;
      if (event.key === 'F2' && call.state === 'ringing') act.answer(call);
      else if (event.key === 'F4' && !event.altKey) act.end(call);
      else if (alt && event.code === 'KeyM' && talks) act.mute(call);
      else if (alt && event.code === 'KeyH' && talks) act.hold(call);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}
