import {
  IconArrowForwardUp,
  IconDialpad,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneX,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { toggleBarPanel, useBarPanel } from '../state/bar-ui.tsx';
import { useCallActions } from '../state/call-actions.ts';
import { numberOf, useCallTitle } from '../state/caller.ts';
import classes from './call-bar.module.css';
import { CallControl } from './call-control.tsx';
import { CallStateWord } from './call-state-word.tsx';
import { Elapsed } from './elapsed.tsx';
import { Keypad } from './keypad.tsx';
import { NoteField } from './note-field.tsx';
import { RecordingMark } from './recording-mark.tsx';
import { TransferField } from './transfer-field.tsx';

/** A talk, or a call of ours that has not been answered yet: the same places, less to press. */
export function BarTalking({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const title = useCallTitle();
  const number = numberOf(call);
  const name = title(call);
  const answered = call.answeredAt !== undefined;
  return (
    <div className={classes.rows}>
      <div className={classes.line}>
        <div className={classes.name} title={name}>
          {name}
        </div>
        <div className={classes.about}>
          {[call.organisationName, number === name ? undefined : number].filter(Boolean).join(' · ')}
        </div>
        <div className={classes.spring} />
        <RecordingMark call={call} />
        <CallStateWord call={call} />
        <div className={classes.timer}>
          <Elapsed since={call.answeredAt ?? call.startedAt} />
        </div>
      </div>
      <div className={classes.line}>
        {answered ? <NoteField call={call} /> : <div className={classes.spring} />}
        <TalkControls call={call} label={answered ? t('action.hangUp') : t('action.cancelCall')} />
      </div>
    </div>
  );
}

function TalkControls({ call, label }: { call: CallView; label: string }) {
  const { t } = useTranslation('calls');
  const panel = useBarPanel();
  const { mute, hold, hangUp } = useCallActions();
  const answered = call.answeredAt !== undefined;
  return (
    <div className={classes.actions}>
      {answered && (
        <>
          <CallControl
            compact
            label={call.muted ? t('action.unmute') : t('action.mute')}
            icon={call.muted ? <IconMicrophoneOff size={20} /> : <IconMicrophone size={20} />}
            shortcut="M"
            pressed={call.muted}
            onClick={() => mute(call, !call.muted)}
          />
          <CallControl
            compact
            label={call.hold.operator ? t('action.resume') : t('action.hold')}
            icon={call.hold.operator ? <IconPlayerPlay size={20} /> : <IconPlayerPause size={20} />}
            shortcut="H"
            pressed={call.hold.operator}
            onClick={() => hold(call, !call.hold.operator)}
          />
          <TransferField call={call} opened={panel === 'transfer'}>
            <CallControl
              compact
              label={t('action.transfer')}
              icon={<IconArrowForwardUp size={20} />}
              shortcut="T"
              onClick={() => toggleBarPanel('transfer')}
            />
          </TransferField>
          <Keypad call={call} opened={panel === 'keypad'}>
            <CallControl
              compact
              label={t('action.keypad')}
              icon={<IconDialpad size={20} />}
              shortcut="K"
              onClick={() => toggleBarPanel('keypad')}
            />
          </Keypad>
        </>
      )}
      <CallControl
        tone="end"
        label={label}
        icon={<IconPhoneX size={20} />}
        shortcut="F4"
        onClick={() => hangUp(call)}
      />
    </div>
  );
}
