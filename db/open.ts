import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { asFailure } from './failures.ts';
import { gate } from './gate.ts';
import { type MigrateOptions, migrate } from './migrator/migrate.ts';
import * as schema from './schema/index.ts';

export type Sqlite = Database.Database;
export type Orm = BetterSQLite3Database<typeof schema>;

export interface Db {
  readonly file: string;
  readonly sqlite: Sqlite;
  readonly orm: Orm;
  /** Number of migrations that this base has. */
  readonly schemaVersion: number;
  /**
   * Runs `work` as one transaction: all of it is on disk when this returns, or none. Inside another one it is a part of
   * it (a savepoint). Full, read-only or damaged disks come as a `Failure`.
   */
  transaction<T>(work: () => T): T;
  /**
   * Runs `work`, which only reads, on one state of the base. A statement on its own takes and lets go the lock of a reader,
   * 2.7 µs of the 5 that one row costs; here that is done once.
   */
  reading<T>(work: () => T): T;
  /** Another number as soon as what memory holds of rows may be wrong: a transaction was taken back, or `outdate` was called. */
  epoch(): number;
  outdate(): void;
  close(): void;
}

export interface OpenOptions extends MigrateOptions {
  /** This connection holds the base for long, and lets go as soon as another one wants to write (`gate.ts`). */
  readonly givesWay?: boolean;
}

/** How long a writer waits for another connection of ours (import, export), ms. */
const BUSY_MS = 5000;

/**
 * Opens the base, making or migrating it first when needed.
 *
 * @throws Failure `databaseNewer` (untouched), `databaseDamaged`, `diskFull`, `diskReadOnly`; `databaseMismatch` with
 * `params.reason` when the migrations of program and base contradict each other.
 */
export function openDatabase(options: OpenOptions): Db {
  const { file } = options;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const schemaVersion = migrate(options);
    const sqlite = new Database(file, { timeout: BUSY_MS });
    // FULL: a logged call survives a power cut, for 0.1-0.3 ms a commit (performance.md).
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
      sqlite.pragma(pragma);
    return connect(sqlite, file, schemaVersion, options.givesWay === true);
  } catch (error) {
    throw asFailure(error, file);
  }
}

/** A second connection that only reads, for workers and tools. The base must have been opened by `openDatabase` before. */
export function openReader(file: string): Db {
  try {
    const sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    return connect(sqlite, file, sqlite.pragma('user_version', { simple: true }) as number);
  } catch (error) {
    throw asFailure(error, file);
  }
}

function connect(sqlite: Sqlite, file: string, schemaVersion: number, givesWay = false): Db {
  const run = sqlite.transaction((work: () => unknown) => work());
  const begin = sqlite.prepare('begin');
  const end = sqlite.prepare('commit');
  let epoch = 0;
  const [enter, leave] = givesWay ? [gate.hold, gate.release] : [gate.enter, gate.leave];
  return {
    file,
    sqlite,
    schemaVersion,
    orm: drizzle(sqlite, { schema, casing: 'snake_case' }),
    transaction<T>(work: () => T): T {
      const outer = !sqlite.inTransaction;
      if (outer) enter();
      try {
        return run.immediate(work) as T;
      } catch (error) {
        epoch += 1;
        throw asFailure(error, file);
      } finally {
        if (outer) leave();
      }
    },
    reading<T>(work: () => T): T {
      if (sqlite.inTransaction) return work();
      begin.run();
      try {
        return work();
      } finally {
        // A damaged disk has ended it already, and then the error of `work` is what matters.
        if (sqlite.inTransaction) end.run();
      }
    },
    epoch: () => epoch,
    outdate: () => {
      epoch += 1;
    },
    close: () => sqlite.close(),
  };
}
