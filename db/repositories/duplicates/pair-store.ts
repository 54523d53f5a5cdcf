import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Doubt, Reason } from '../../../shared/domain/duplicates/likeness.ts';
import type { Sqlite } from '../../open.ts';

/** Raised when the tables or the weights change, so that pairs of before are found anew. */
const FORMAT = 1;
const BUSY_MS = 5000;

export interface Pair {
  /** The smaller id is the first. */
  readonly firstId: string;
  readonly secondId: string;
  readonly score: number;
  readonly certain: boolean;
  readonly reasons: readonly Reason[];
  readonly doubts: readonly Doubt[];
}

export interface PairPlace {
  readonly score: number;
  readonly firstId: string;
  readonly secondId: string;
}

/**
 * Cards that may be one, in a file of its own beside the base (`ringdesk.db.duplicates`): a sweep through millions never takes the
 * base's one writer from a call, and no backup grows by it. It holds ids and kinds of reasons, no words of anybody. All of it
 * can be thrown away, and is found again.
 */
export interface PairStore {
  /** `sweep`: the number of the one that found them. */
  put(pairs: readonly Pair[], sweep: number): void;
  get(oneId: string, otherId: string): Pair | undefined;
  /** Best first, behind this one. */
  page(filter: { certain?: boolean | undefined; after?: PairPlace | undefined; limit: number }): Pair[];
  counts(): { readonly total: number; readonly certain: number };
  drop(oneId: string, otherId: string): void;
  /** Everything about these cards. */
  dropOf(contactIds: readonly string[]): void;
  /** What earlier sweeps found and this one did not. */
  dropBefore(sweep: number): void;
  /** Rows of the cards by the hashes of their names, for names in another script around a card that changed. */
  readonly names: {
    clear(): void;
    put(entries: readonly (readonly [hash: number, row: number])[]): void;
    of(hash: number, limit: number): number[];
  };
  note(key: string, value: unknown): void;
  noted(key: string): unknown;
  close(): void;
}

interface Raw {
  readonly firstId: string;
  readonly secondId: string;
  readonly score: number;
  readonly certain: number;
  readonly reasons: string;
  readonly doubts: string;
}

const pairOf = (one: string, other: string) => (one < other ? [one, other] : [other, one]);
const toPair = ({ certain, reasons, doubts, ...raw }: Raw): Pair => ({
  ...raw,
  certain: certain === 1,
  reasons: JSON.parse(reasons) as Reason[],
  doubts: JSON.parse(doubts) as Doubt[],
});

export const pairFileOf = (databaseFile: string): string => `${databaseFile}.duplicates`;

export function openPairs(file: string): PairStore {
  const sqlite = opened(file);
  const COLUMNS = 'first_id as firstId, second_id as secondId, score, certain, reasons, doubts';
  const put = sqlite.prepare(
    `insert or replace into pairs (first_id, second_id, score, certain, reasons, doubts, sweep)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const get = sqlite.prepare(`select ${COLUMNS} from pairs where first_id = +? and second_id = +?`);
  const page = (where: string) =>
    sqlite.prepare(
      `select ${COLUMNS} from pairs where ${where} (score, first_id, second_id) < (+@score, +@firstId, +@secondId)
       order by score desc, first_id desc, second_id desc limit +@limit`,
    );
  const pages = { all: page(''), certain: page('certain = 1 and') };
  const total = sqlite.prepare('select count(*) from pairs').pluck();
  const certain = sqlite.prepare('select count(*) from pairs where certain = 1').pluck();
  const drop = sqlite.prepare('delete from pairs where first_id = ? and second_id = ?');
  const dropFirst = sqlite.prepare('delete from pairs where first_id = ?');
  const dropSecond = sqlite.prepare('delete from pairs where second_id = ?');
  const dropBefore = sqlite.prepare('delete from pairs where sweep < ?');
  const note = sqlite.prepare('insert or replace into notes (key, value) values (?, ?)');
  const noted = sqlite.prepare('select value from notes where key = +?').pluck();
  const clearNames = sqlite.prepare('delete from names');
  const putName = sqlite.prepare('insert or ignore into names (hash, row) values (?, ?)');
  const namesOf = sqlite.prepare('select row from names where hash = +? limit +?').pluck();
  const putNames = sqlite.transaction((entries: readonly (readonly [number, number])[]) => {
    for (const entry of entries) putName.run(...entry);
  });
  const putAll = sqlite.transaction((pairs: readonly Pair[], sweep: number) => {
    for (const { firstId, secondId, score, certain: sure, reasons, doubts } of pairs) {
      const [first, second] = pairOf(firstId, secondId);
      put.run(first, second, score, sure ? 1 : 0, JSON.stringify(reasons), JSON.stringify(doubts), sweep);
    }
  });
  const dropAll = sqlite.transaction((ids: readonly string[]) => {
    for (const id of ids) {
      dropFirst.run(id);
      dropSecond.run(id);
    }
  });

  return {
    put: (pairs, sweep) => pairs.length > 0 && void putAll(pairs, sweep),
    get(one, other) {
      const raw = get.get(...pairOf(one, other)) as Raw | undefined;
      return raw && toPair(raw);
    },
    page({ certain: sure = false, after, limit }) {
      const place = after ?? { score: 1_000, firstId: '', secondId: '' };
      return (pages[sure ? 'certain' : 'all'].all({ ...place, limit }) as Raw[]).map(toPair);
    },
    counts: () => ({ total: total.get() as number, certain: certain.get() as number }),
    drop: (one, other) => void drop.run(...pairOf(one, other)),
    dropOf: (ids) => void dropAll(ids),
    dropBefore: (sweep) => void dropBefore.run(sweep),
    names: {
      clear: () => void clearNames.run(),
      put: (entries) => void putNames(entries),
      of: (hash, limit) => namesOf.all(hash, limit) as number[],
    },
    note: (key, value) => void note.run(key, JSON.stringify(value)),
    noted(key) {
      const value = noted.get(key) as string | undefined;
      return value === undefined ? undefined : (JSON.parse(value) as unknown);
    },
    close: () => sqlite.close(),
  };
}

/** A file that is no longer a base is begun anew, and where none can be written the pairs live as long as the program. */
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
  const sqlite = new Database(file, { timeout: BUSY_MS });
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'secure_delete = ON'])
    sqlite.pragma(pragma);
  if (sqlite.pragma('user_version', { simple: true }) !== FORMAT)
    sqlite.exec(`begin immediate;
      drop table if exists pairs; drop table if exists notes; drop table if exists names;
      create table pairs (first_id text not null, second_id text not null, score integer not null, certain integer not null,
        reasons text not null, doubts text not null, sweep integer not null, primary key (first_id, second_id)) without rowid;
      create index pairs_score on pairs (score, first_id, second_id);
      create index pairs_certain on pairs (score, first_id, second_id) where certain = 1;
      create index pairs_second on pairs (second_id);
      create table names (hash integer not null, row integer not null, primary key (hash, row)) without rowid;
      create table notes (key text primary key, value text not null) without rowid;
      pragma user_version = ${FORMAT};
      commit`);
  return sqlite;
}
