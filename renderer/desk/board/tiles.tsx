import type { ReactNode } from 'react';
import type { Board, BoardQueue } from '../../../shared/contract/board.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { BoardState } from '../../../shared/domain/board/board.ts';
import { isOver } from '../../../shared/domain/board/rows.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import classes from './board.module.css';
import { OverMark } from './state-word.tsx';
import { Timer } from './timer.tsx';

const PERCENT = 100;

interface TileProps {
  title: string;
  value: ReactNode;
  under?: ReactNode;
  /** Something of it is not as the firm wants it. */
  missed?: boolean;
  /** What is missed, in words. */
  why?: string;
}

function Tile({ title, value, under, missed = false, why }: TileProps) {
  return (
    <div className={classes.tile} data-missed={missed || undefined}>
      <dt className={classes.tileTitle}>{title}</dt>
      <dd className={classes.tileBody}>
        <span className={classes.figure}>{value}</span>
        <span className={classes.under}>{under}</span>
        {missed && <span className={classes.missed}>▲ {why}</span>}
      </dd>
    </div>
  );
}

export type Targets = Pick<Settings, 'board' | 'reports'>;

interface TilesProps {
  board: Board;
  targets: Targets;
  now: number;
}

/** The firm's figures of this moment and of today, each with what it shall be. */
export function Tiles({ board, targets, now }: TilesProps) {
  const { t } = useTranslation('board');
  const { people, queues } = board;
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const count = (...states: BoardState[]) => people.filter(({ state }) => states.includes(state)).length;
  const over = people.filter((row) => isOver(row, now)).length;
  const many = waiting > targets.board.waitingCalls;
  return (
    <dl className={classes.tiles} aria-label={t('figures')}>
      <ServiceTile today={board.today} reports={targets.reports} />
      <Tile
        title={t('tile.waiting')}
        value={board.pbx === 'heard' ? waiting : t('none')}
        under={
          board.pbx === 'heard'
            ? t('tile.atMost', { count: targets.board.waitingCalls })
            : t(`pbx.${board.pbx}`)
        }
        missed={many}
        why={t('tile.tooMany')}
      />
      <LongestTile
        queues={queues}
        seconds={targets.board.waitSeconds}
        now={now}
        heard={board.pbx === 'heard'}
      />
      <Tile
        title={t('tile.free')}
        value={count('free')}
        under={t('tile.ofPeople', { count: people.length })}
      />
      <Tile
        title={t('tile.inCall')}
        value={count('talking', 'onHold', 'ringing', 'dialing')}
        under={t('tile.inCallText')}
      />
      <Tile
        title={t('tile.over')}
        value={over}
        under={t('tile.overText')}
        missed={over > 0}
        why={t('tile.overWhy')}
      />
    </dl>
  );
}

function ServiceTile({ today, reports }: { today: Board['today']; reports: Settings['reports'] }) {
  const { t } = useTranslation('board');
  const share = today && today.offered > 0 ? today.inService / today.offered : undefined;
  const target = t('tile.atLeast', {
    percent: Math.round(reports.serviceTarget * PERCENT),
    seconds: reports.serviceSeconds,
  });
  return (
    <Tile
      title={t('tile.service')}
      // Rounded down: 79.9 % is not the 80 % that were promised.
      value={share === undefined ? t('none') : t('percent', { value: Math.floor(share * PERCENT) })}
      under={
        share === undefined
          ? target
          : `${t('tile.inService', { inService: today?.inService ?? 0, count: today?.offered ?? 0 })} · ${target}`
      }
      missed={share !== undefined && share < reports.serviceTarget}
      why={t('tile.below')}
    />
  );
}

interface LongestTileProps {
  queues: readonly BoardQueue[];
  seconds: number;
  now: number;
  heard: boolean;
}

function LongestTile({ queues, seconds, now, heard }: LongestTileProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const since = Math.min(...queues.map((queue) => queue.since ?? Number.POSITIVE_INFINITY));
  const waits = Number.isFinite(since);
  return (
    <Tile
      title={t('tile.longest')}
      value={waits ? <Timer since={since} /> : t('none')}
      under={
        seconds === 0 || !heard
          ? t(waits ? 'tile.first' : 'tile.nobody')
          : t('tile.noLonger', { time: format.duration(seconds * 1000) })
      }
      missed={waits && isOver(waitOf(since, seconds), now)}
      why={t('tile.tooLong')}
    />
  );
}

/** A waiting caller as something that can last too long. */
export const waitOf = (since: number | undefined, seconds: number): { readonly overAt?: number } =>
  since === undefined || seconds === 0 ? {} : { overAt: since + seconds * 1000 };

/** Each queue: who waits, how long the first of them does, who could take the next one. */
export function Queues({ board, targets, now }: TilesProps) {
  const { t } = useTranslation('board');
  if (board.queues.length === 0) return null;
  return (
    <ul className={classes.queues} aria-label={t('queues')}>
      {board.queues.map((queue) => (
        <li key={queue.name} className={classes.queue}>
          <span className={classes.queueName}>{queue.name}</span>
          <span data-some={queue.waiting > 0 || undefined} className={classes.waiting}>
            {t('queue.waiting', { count: queue.waiting })}
          </span>
          {queue.since !== undefined && <Timer since={queue.since} />}
          {isOver(waitOf(queue.since, targets.board.waitSeconds), now) && <OverMark />}
          <span className={classes.dim}>{t('queue.free', { free: queue.free, count: queue.members })}</span>
        </li>
      ))}
    </ul>
  );
}
