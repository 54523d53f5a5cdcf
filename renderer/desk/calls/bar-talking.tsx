import type { CallView } from '../../../shared/contract/calls.ts';
import { useTranslation } from '../../i18n/index.ts';
import { useCallActions } from '../state/call-actions.ts';
import { useBarSlots } from './bar-slots.tsx';
import classes from './call-bar.module.css';
import { MachineControl } from './machine-control.tsx';
import { NoteField } from './note-field.tsx';
import {
  HangUpControl,
  HoldControl,
  KeypadControl,
  MuteControl,
  PauseControl,
  TransferControl,
} from './talk-controls.tsx';
import { TalkFoot } from './talk-foot.tsx';
import { TalkHead } from './talk-head.tsx';

/** A talk, or a call of ours that has not been answered yet: the same places, less to press. */
export function BarTalking({ call }: { call: CallView }) {
  const { t } = useTranslation('calls');
  const { hangUp } = useCallActions();
  const answered = call.answeredAt !== undefined;
  const { ListTalk } = useBarSlots();
  const noted = answered && call.purpose === 'talk';
  return (
    <div className={classes.rows}>
      <TalkHead call={call} />
      <div className={classes.line}>
        {noted ? <NoteField call={call} /> : <div className={classes.spring} />}
        <div className={classes.actions}>
          {ListTalk && call.leadId !== undefined && <ListTalk />}
          {answered && (
            <>
              <MuteControl call={call} />
              <PauseControl call={call} />
              {call.purpose !== 'service' && (
                <>
                  <HoldControl call={call} />
                  <TransferControl call={call} />
                </>
              )}
              {call.direction === 'outbound' && noted && !call.joined && <MachineControl call={call} />}
              <KeypadControl call={call} />
            </>
          )}
          <HangUpControl
            label={answered ? t('action.hangUp') : t('action.cancelCall')}
            onClick={() => hangUp(call)}
          />
        </div>
      </div>
      <TalkFoot call={call} />
    </div>
  );
}
