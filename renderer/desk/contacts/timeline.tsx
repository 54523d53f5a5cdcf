import {
  IconChevronDown,
  IconChevronRight,
  IconNote,
  IconPhoneIncoming,
  IconPhoneOutgoing,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Player } from '../../ui/player/player.tsx';
import { useNow } from '../state/now.ts';
import { useOutcomeName } from '../state/outcomes.tsx';
import { useLoadRecording } from '../state/recordings.ts';
import { isResult } from './call-result.ts';
import { useCardSlots } from './card-slots.tsx';
import classes from './timeline.module.css';

type CallEntry = Extract<TimelineEntry, { kind: 'call' }>;

/** Calls and notes, the newest first; recordings play in their place. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('contacts');
  if (entries.length === 0) return <p className={classes.empty}>{t('card.timelineEmpty')}</p>;
  return (
    <ol className={classes.timeline}>
      {entries.map((entry) => (
        <li key={`${entry.kind}${entry.id}`} className={classes.entry}>
          {entry.kind === 'call' ? <CallLine entry={entry} /> : <NoteLine entry={entry} />}
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

/** The script of the talk: folded, since the timeline is for what was agreed. */
function LedBy({ entry, name, onPlay }: { entry: CallEntry; name: string; onPlay: (atMs: number) => void }) {
  const { t } = useTranslation('contacts');
  const { CallTalk } = useCardSlots();
  const [open, setOpen] = useState(false);
  if (!CallTalk) return null;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <>
      <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chevron size={14} aria-hidden /> {t('card.script', { name })}
      </button>
      {open && <CallTalk callId={entry.id} recordingId={entry.recordingId} onPlay={onPlay} />}
    </>
  );
}
