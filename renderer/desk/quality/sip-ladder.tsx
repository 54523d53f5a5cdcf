import { useState } from 'react';
import type { TraceMessage } from '../../../shared/contract/quality.ts';
import { useTranslation } from '../../i18n/index.ts';
import { type Rung, rungOf } from './ladder.ts';
import classes from './sip-ladder.module.css';

/** What Ringdesk and the PBX said to each other: two lanes, time from top to bottom, a click opens the message. */
export function SipLadder({ messages }: { messages: readonly TraceMessage[] }) {
  const { t } = useTranslation('quality');
  const [open, setOpen] = useState<number>();
  const [first] = messages;
  if (first === undefined) return <p className={classes.dim}>{t('ladder.none')}</p>;
  return (
    <details className={classes.ladder}>
      <summary>{t('ladder.show', { total: messages.length })}</summary>
      <p className={classes.dim}>{t('ladder.hidden')}</p>
      <div className={classes.heads} aria-hidden>
        <span />
        <span>{t('ladder.us')}</span>
        <span>{t('ladder.pbx')}</span>
      </div>
      <ol>
        {messages.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: equal messages are sent again; their place is what tells them apart
          <li key={index}>
            <RungLine
              message={message}
              offsetMs={message.at - first.at}
              open={open === index}
              onToggle={() => setOpen(open === index ? undefined : index)}
            />
          </li>
        ))}
      </ol>
    </details>
  );
}

interface RungLineProps {
  message: TraceMessage;
  offsetMs: number;
  open: boolean;
  onToggle: () => void;
}

function RungLine({ message, offsetMs, open, onToggle }: RungLineProps) {
  const { t } = useTranslation('quality');
  const rung = rungOf(message);
  const what = rung.sound ? t('ladder.sound', { what: rung.name }) : rung.name;
  return (
    <>
      <button
        type="button"
        className={classes.rung}
        aria-expanded={open}
        aria-label={t(`ladder.${message.direction}`, { what })}
        onClick={onToggle}
      >
        <span className={classes.offset}>
          {t('ladder.offset', { seconds: (offsetMs / 1000).toFixed(3) })}
        </span>
        <span className={classes.wire} data-direction={message.direction} data-kind={rung.kind}>
          <span className={classes.what}>{what}</span>
          <Arrow kind={rung.kind} />
        </span>
      </button>
      {open && <pre className={classes.message}>{message.text}</pre>}
    </>
  );
}

/** Points to the right; the lane turns it for what was received. */
function Arrow({ kind }: { kind: Rung['kind'] }) {
  return (
    <span className={classes.arrow} data-kind={kind} aria-hidden="true">
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
        <path d="M0 0 8 4 0 8z" />
      </svg>
    </span>
  );
}
