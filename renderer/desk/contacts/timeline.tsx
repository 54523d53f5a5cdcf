import { IconNote, IconPhoneIncoming, IconPhoneOutgoing } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Player } from '../../ui/player/player.tsx';
import { useNow } from '../state/now.ts';
import { useOutcomeName } from '../state/outcomes.tsx';
import { useLoadRecording } from '../state/recordings.ts';
import { isResult } from './call-result.ts';
import { EncounterLine } from './encounter-line.tsx';
import { LedBy } from './led-by.tsx';
import classes from './timeline.module.css';

type CallEntry = Extract<TimelineEntry, { kind: 'call' }>;

interface TimelineProps {
  entries: readonly TimelineEntry[];
  contactId: string;
  /** In place of the entries when there are none. */
  empty: ReactNode;
}

/** Calls, encounters and notes, the newest first; recordings play in their place. */
export function Timeline({ entries, contactId, empty }: TimelineProps) {
  if (entries.length === 0) return <p className={classes.empty}>{empty}</p>;
  return (
    <ol className={classes.timeline}>
      {entries.map((entry) => (
        <li key={`${entry.kind}${entry.id}`} className={classes.entry}>
          {entry.kind === 'call' && <CallLine entry={entry} />}
          {entry.kind === 'note' && <NoteLine entry={entry} />}
          {entry.kind === 'encounter' && <EncounterLine entry={entry} contactId={contactId} />}
        </li>
      ))}
    </ol>
  );
}

function NoteLine({ entry }: { entry: Extract<TimelineEntry, { kind: 'note' }> }) {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <>
      <div className={classes.icon}>
        <IconNote size={16} stroke={1.6} aria-hidden />
      </div>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.when}>{format.moment(entry.at, now)}</span>
          {entry.authorName !== undefined && <span className={classes.dim}>{entry.authorName}</span>}
        </div>
        <div className={classes.text}>{entry.text}</div>
      </div>
    </>
  );
}

function CallLine({ entry }: { entry: CallEntry }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const now = useNow(60_000);
  const outcomeName = useOutcomeName();
  const load = useLoadRecording(entry.recordingId);
  const [from, setFrom] = useState<{ ms: number }>();
  const moment = format.moment(entry.at, now);
  const Icon = entry.direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  const answered = entry.result === 'answered';
  return (
    <>
      <div className={classes.icon} data-missed={entry.result === 'missed'}>
        <Icon size={16} stroke={1.6} role="img" aria-label={t(`direction.${entry.direction}`)} />
      </div>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.when}>{moment}</span>
          {!answered && (
            <span className={classes.result}>
              {isResult(entry.result) ? t(`result.${entry.result}`) : entry.result}
            </span>
          )}
          {entry.talkMs > 0 && <span className={classes.dim}>{format.duration(entry.talkMs)}</span>}
          {entry.withName !== undefined && <span className={classes.dim}>{entry.withName}</span>}
          {entry.outcome !== undefined && (
            <span className={classes.outcome}>{outcomeName(entry.outcome)}</span>
          )}
        </div>
        {entry.note !== '' && <div className={classes.text}>{entry.note}</div>}
        {load && (
          <Player load={load} from={from} label={t('player.label', { moment })} knownMs={entry.talkMs} />
        )}
        {entry.scriptName !== undefined && (
          <LedBy entry={entry} name={entry.scriptName} onPlay={(ms) => setFrom({ ms })} />
        )}
      </div>
    </>
  );
}
