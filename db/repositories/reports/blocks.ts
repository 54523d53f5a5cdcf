import { rmSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import Database from 'better-sqlite3';
import type { OwnColumn } from '../../../shared/domain/reports/by-own.ts';
import { DAY_MS } from '../../../shared/domain/reports/calendar.ts';
import { type CallColumns, columnsOf, type MeasuredCall } from '../../../shared/domain/reports/columns.ts';
import type { Sqlite } from '../../open.ts';

/** Raised when the columns change, so that blocks of before are made anew. */
const FORMAT = 1;

/** The columns of days as they were packed last. All of it can be made again from the calls. */
export interface BlockStore {
  get(day: number, stamp: string): CallColumns | undefined;
  put(stamp: string, block: CallColumns): void;
  close(): void;
}

/**
 * A file of its own beside the base: filling it never takes the base's one writer from a call, and no backup grows by it.
 * What cannot be read or written is only slower.
 */
export function openBlocks(file: string): BlockStore {
  const sqlite = opened(file);
  const get = sqlite.prepare('select body from blocks where day = +? and stamp = +?').pluck();
  const put = sqlite.prepare('insert or replace into blocks (day, stamp, body) values (?, ?, ?)');
  return {
    get(day, stamp) {
      const body = get.get(day, stamp) as Buffer | undefined;
      return body === undefined ? undefined : (deserialize(body) as CallColumns);
    },
    put: (stamp, block) => void put.run(block.day, stamp, serialize(block)),
    close: () => sqlite.close(),
  };
}

/** A file that is no longer a base is begun anew, and where none can be written the blocks live as long as the thread. */
function opened(file: string): Sqlite {
  try {
    return prepared(file);
  } catch {
    try {
      for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
      return prepared(file);
    } catch {
      return prepared(':memory:');
    }
  }
}

function prepared(file: string): Sqlite {
  const sqlite = new Database(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON'])
    sqlite.pragma(pragma);
  if (sqlite.pragma('user_version', { simple: true }) !== FORMAT)
    sqlite.exec(`drop table if exists blocks;
      create table blocks (day integer primary key, stamp text not null, body blob not null);
      pragma user_version = ${FORMAT}`);
  return sqlite;
}

const COUNTED = "k.purpose = 'talk' and k.state = 'ended' and k.deleted_at is null";
/** In the order of a block: the n-th row is the n-th of its columns. */
const OF_DAY = `from calls k indexed by calls_started`;
const WITHIN = `where k.started_at >= +? and k.started_at < +? and ${COUNTED} order by k.started_at, k.id`;

interface Row {
  readonly direction: MeasuredCall['direction'];
  readonly result: MeasuredCall['result'];
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly heldMs: number;
  readonly wrappedUpAt: number | null;
  readonly party: number;
  readonly agent: string | null;
  readonly line: string | null;
  readonly list: string | null;
  readonly outcome: string | null;
  readonly channel: string | null;
  readonly region: string | null;
}

export interface CallBlocks {
  /** Of these days of UTC (numbers since 1970, both included), in order; days without calls are left out. */
  between(firstDay: number, lastDay: number): CallColumns[];
  /** Ids of the calls at these places of a day's block, in the order of the places. */
  ids(day: number, places: readonly number[]): string[];
  /** What one of the firm's own fields says of the customer of each call of a block, in the order of the block. */
  own(day: number, fieldId: string): OwnColumn;
  /** What is read in it is of one moment, whoever writes meanwhile. */
  atOnce<T>(work: () => T): T;
}

/**
 * Columns of the base's calls. A day's stamp (`call_days`) changes in the transaction of each of its calls, so a kept block is
 * either what the base has, or not used.
 */
export function createCallBlocks(sqlite: Sqlite, store?: BlockStore): CallBlocks {
  const stamps = sqlite.prepare(
    'select day, stamp from call_days where day >= +? and day <= +? order by day',
  );
  const rows = sqlite.prepare(
    `select k.direction, k.result, k.started_at as startedAt, k.answered_at as answeredAt, k.ended_at as endedAt,
       k.held_ms + case when k.held_since is null then 0 else max(0, k.ended_at - k.held_since) end as heldMs,
       k.wrapped_up_at as wrappedUpAt, coalesce(k.e164, 0) as party, k.agent_id as agent, k.account_id as line,
       k.campaign_id as list, k.outcome, c.channel, nullif(trim(c.region), '') as region
     ${OF_DAY} left join contacts c on c.id = k.contact_id ${WITHIN}`,
  );
  // Not kept with the block: which field is asked for nobody knows before, and a firm may have a hundred.
  const own = sqlite
    .prepare(`select c.own -> +? ${OF_DAY} left join contacts c on c.id = k.contact_id ${WITHIN}`)
    .pluck();
  const ids = sqlite.prepare(`select k.id ${OF_DAY} ${WITHIN}`).pluck();

  function packed(day: number): CallColumns {
    const calls = (rows.all(day * DAY_MS, (day + 1) * DAY_MS) as Row[]).map(
      ({ agent, line, list, outcome, channel, region, ...call }) => ({
        ...call,
        keys: { agent, line, list, outcome, channel, region },
      }),
    );
    return columnsOf(day, calls);
  }

  function block(day: number, stamp: string): CallColumns {
    try {
      const kept = store?.get(day, stamp);
      if (kept !== undefined) return kept;
    } catch {
      // A damaged file of blocks: the calls are still there.
    }
    const made = packed(day);
    try {
      store?.put(stamp, made);
    } catch {
      // A full disk: the next report packs again.
    }
    return made;
  }

  return {
    between: (firstDay, lastDay) =>
      (stamps.all(firstDay, lastDay) as { day: number; stamp: string }[]).map(({ day, stamp }) =>
        block(day, stamp),
      ),
    own(day, fieldId) {
      const kept = own.all(`$."${fieldId}"`, day * DAY_MS, (day + 1) * DAY_MS) as (string | null)[];
      const places = new Map<string | null, number>();
      const column = Uint16Array.from(kept, (name) => {
        const place = places.get(name) ?? places.size;
        places.set(name, place);
        return place;
      });
      return { places: column, names: [...places.keys()] };
    },
    atOnce: (work) => sqlite.transaction(work)(),
    ids(day, places) {
      const all = ids.all(day * DAY_MS, (day + 1) * DAY_MS) as string[];
      return places.map((place) => all[place]).filter((id) => id !== undefined);
    },
  };
}
