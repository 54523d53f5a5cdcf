import type { ReactNode } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { numberOf, useCallTitle } from '../state/caller.ts';
import { useBarSlots } from './bar-slots.tsx';
import classes from './call-bar.module.css';
import { CallStateWord } from './call-state-word.tsx';
import { Elapsed } from './elapsed.tsx';
import { RecordingMark } from './recording-mark.tsx';

/** The first line of a talk: who it is, how it stands, how it sounds, how long. */
export function TalkHead({ call, about }: { call: CallView; about?: ReactNode }) {
  const title = useCallTitle();
  const { Quality } = useBarSlots();
  const number = numberOf(call);
  const name = title(call);
  return (
    <div className={classes.line}>
      <div className={classes.name} title={name}>
        {name}
      </div>
      <div className={classes.about}>
        {about ??
          [call.organisationName, number === name || call.purpose === 'service' ? undefined : number]
            .filter(Boolean)
            .join(' · ')}
      </div>
      <div className={classes.spring} />
      <RecordingMark call={call} />
      <CallStateWord call={call} />
      {Quality && call.answeredAt !== undefined && <Quality call={call} />}
      <div className={classes.timer}>
        <Elapsed since={call.answeredAt ?? call.startedAt} />
      </div>
    </div>
  );
}
