import { Fragment, useState } from 'react';
import type { TalkAccount } from '../../../../shared/contract/talk-scripts.ts';
import type { TextScope } from '../../../../shared/domain/talk-script/text.ts';
import { useFormat, useTranslation } from '../../../i18n/index.ts';
import { Player } from '../../../ui/player/player.tsx';
import type { CallTalkProps } from '../../state/call-talk.ts';
import { useNavigation } from '../../state/navigation.tsx';
import { useLoadRecording } from '../../state/recordings.ts';
import classes from './account.module.css';
import { StepRow } from './step-row.tsx';
import type { ToldStep } from './told-step.ts';

interface AccountStepsProps extends CallTalkProps {
  readonly account: TalkAccount;
  /** For the texts of the steps. */
  readonly scope: TextScope;
  readonly steps: readonly ToldStep[];
  /** Nothing of it is to be heard, and it was said once for all. */
  readonly mute: boolean;
}

/** A moment of a recording that has no player on the screen yet. */
interface Elsewhere {
  readonly place: number;
  readonly recordingId: string;
  readonly from: { readonly ms: number };
}

export function AccountSteps({
  account,
  scope,
  steps,
  mute,
  callId,
  recordingId,
  onPlay,
}: AccountStepsProps) {
  const [elsewhere, setElsewhere] = useState<Elsewhere>();
  const several = account.earlier.length > 0;
  const play = ({ moment, place }: ToldStep) => {
    if (moment.kind !== 'heard') return;
    if (moment.recordingId === recordingId) onPlay(moment.atMs);
    else setElsewhere({ place, recordingId: moment.recordingId, from: { ms: moment.atMs } });
  };
  return (
    <ol className={classes.steps}>
      {steps.map((told) => (
        <Fragment key={told.place}>
          {several && told.step.callId !== steps[told.place - 1]?.step.callId && (
            <li>
              <WhichCall account={account} callId={told.step.callId} here={callId} />
            </li>
          )}
          <li>
            <StepRow
              told={told}
              scope={scope}
              talk={account.run.state}
              mute={mute}
              onPlay={() => play(told)}
            />
            {elsewhere?.place === told.place && <OtherPlayer elsewhere={elsewhere} />}
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

function OtherPlayer({ elsewhere: { recordingId, from } }: { elsewhere: Elsewhere }) {
  const { t } = useTranslation('talkScripts');
  const load = useLoadRecording(recordingId);
  return load && <Player load={load} from={from} label={t('account.otherRecording')} />;
}

/** The call to which the steps below belong: a talk that was called back goes on from an earlier one. */
function WhichCall({ account, callId, here }: { account: TalkAccount; callId: string; here: string }) {
  const { t } = useTranslation('talkScripts');
  const format = useFormat();
  const openCall = useNavigation((navigation) => navigation.openCall);
  const call = account.calls.find(({ id }) => id === callId);
  if (callId === here) return <h3 className={classes.call}>{t('account.thisCall')}</h3>;
  if (!call) return <h3 className={classes.call}>{t('account.goneCall')}</h3>;
  return (
    <h3 className={classes.call}>
      <button type="button" className={classes.link} onClick={() => openCall(callId)}>
        {t('account.earlierCall', { date: format.dateTime(call.startedAt) })}
      </button>
    </h3>
  );
}
