import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { asFailure } from './failures.ts';
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
  close(): void;
}

export type OpenOptions = MigrateOptions;

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
    return connect(sqlite, file, schemaVersion);
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

function connect(sqlite: Sqlite, file: string, schemaVersion: number): Db {
  const run = sqlite.transaction((work: () => unknown) => work());
  return {
    file,
    sqlite,
    schemaVersion,
    orm: drizzle(sqlite, { schema, casing: 'snake_case' }),
    transaction<T>(work: () => T): T {
      try {
        return run.immediate(work) as T;
      } catch (error) {
        throw asFailure(error, file);
      }
    },
    close: () => sqlite.close(),
  };
}
