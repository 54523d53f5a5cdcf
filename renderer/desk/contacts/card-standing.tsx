import type { Card, Task } from '../../../shared/contract/contacts.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { Player } from '../../ui/player/player.tsx';
import { useNow } from '../state/now.ts';
import { useOutcomeName } from '../state/outcomes.tsx';
import { useLoadRecording } from '../state/recordings.ts';
import { CardPart } from './card-part.tsx';
import classes from './contact-card.module.css';

/** What was promised and what was said last. What is not there takes no room. */
export function CardStanding({ card }: { card: Card }) {
  const { t } = useTranslation('contacts');
  const { openTasks, lastTalk } = card;
  if (openTasks.length === 0 && !lastTalk) return null;
  return (
    <div className={classes.standing} data-both={openTasks.length > 0 && lastTalk !== undefined}>
      {openTasks.length > 0 && (
        <CardPart part="promises">
          <section className={classes.stand} aria-label={t('card.promises')}>
            <h3 className={classes.heading}>{t('card.promises')}</h3>
            {openTasks.slice(0, 4).map((task) => (
              <Promised key={task.id} task={task} />
            ))}
          </section>
        </CardPart>
      )}
      {lastTalk && (
        <CardPart part="lastTalk">
          <section className={classes.stand} aria-label={t('card.lastTalk')}>
            <h3 className={classes.heading}>{t('card.lastTalk')}</h3>
            <LastTalk entry={lastTalk} />
          </section>
        </CardPart>
      )}
    </div>
  );
}

function Promised({ task }: { task: Task }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const now = useNow(60_000);
  const late = task.dueAt <= now;
  return (
    <div className={classes.promise}>
      <span className={classes.when} data-late={late}>
        {format.moment(task.dueAt, now)}
        {late && ` · ${t('card.overdue')}`}
      </span>
      <span>{task.title}</span>
    </div>
  );
}

type Talk = NonNullable<Card['lastTalk']>;

function LastTalk({ entry }: { entry: Talk }) {
  const { t } = useTranslation('calls');
  const outcomeName = useOutcomeName();
  const format = useFormat();
  const now = useNow(60_000);
  const load = useLoadRecording(entry.recordingId);
  const moment = format.moment(entry.at, now);
  const facts = [
    entry.talkMs > 0 ? format.duration(entry.talkMs) : undefined,
    outcomeName(entry.outcome),
    entry.withName,
  ].filter(Boolean);
  return (
    <>
      <div>
        <span className={classes.when}>{moment}</span>
        {facts.length > 0 && <span className={classes.dim}> · {facts.join(' · ')}</span>}
      </div>
      {entry.note !== '' && <div className={classes.quote}>{entry.note}</div>}
      {load && <Player load={load} label={t('player.label', { moment })} knownMs={entry.talkMs} />}
    </>
  );
}
