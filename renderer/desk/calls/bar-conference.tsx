import { IconArrowsSplit2, IconPhoneX } from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { CallControl } from '../../ui/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useCallTitle } from '../state/caller.ts';
import classes from './call-bar.module.css';
import conference from './conference.module.css';
import { HangUpControl, KeypadControl, MuteControl } from './talk-controls.tsx';
import { TalkFoot } from './talk-foot.tsx';
import { TalkHead } from './talk-head.tsx';

/** Everybody hears everybody: who is in it, how one of them is let go, and how it is taken apart. */
export function BarConference({ call, joined }: { call: CallView; joined: readonly CallView[] }) {
  const { t } = useTranslation('calls');
  const { hangUp, part } = useCallActions();
  return (
    <div className={classes.rows}>
      <TalkHead call={call} about={t('conference.count', { count: joined.length + 1 })} />
      <div className={classes.line}>
        <ul className={conference.people} aria-label={t('conference.people')}>
          {joined.map((other) => (
            <Participant key={other.id} call={other} />
          ))}
        </ul>
        <div className={classes.actions}>
          <MuteControl call={call} />
          <CallControl
            stacked
            label={t('conference.split')}
            hint={t('conference.splitHint')}
            word={t('conference.split')}
            icon={<IconArrowsSplit2 size={18} />}
            shortcut="A"
            onClick={() => part(call)}
          />
          <KeypadControl call={call} />
          <HangUpControl
            label={t('conference.end')}
            onClick={() => {
              for (const other of joined) hangUp(other);
            }}
          />
        </div>
      </div>
      <TalkFoot call={call} />
    </div>
  );
}

function Participant({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const { hangUp } = useCallActions();
  const name = title(call);
  return (
    <li className={conference.person}>
      <span className={conference.name} title={name}>
        {name}
      </span>
      <button
        type="button"
        className={conference.drop}
        aria-label={t('conference.drop', { name })}
        title={t('conference.drop', { name })}
        onClick={() => hangUp(call)}
      >
        <IconPhoneX size={16} aria-hidden />
      </button>
    </li>
  );
}
