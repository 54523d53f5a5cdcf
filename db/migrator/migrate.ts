import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../../shared/contract/failure.ts';
import { backUp } from './backup.ts';
import { type Applied, pending } from './compare.ts';
import { readHeader } from './header.ts';
import { type Migration, readMigrations } from './journal.ts';

type Sqlite = Database.Database;

/** "RING": tells our file from any other SQLite file. */
export const APPLICATION_ID = 0x52494e47;

export interface MigrateOptions {
  readonly file: string;
  /** Folder of the migrations, when it does not lie beside this module (bundled builds). */
  readonly migrationsDir?: string;
  readonly now?: () => number;
  readonly log?: (message: string, details: Readonly<Record<string, string | number>>) => void;
}

const DEFAULT_DIR = join(import.meta.dirname, '..', 'migrations');

/**
 * Brings the base to this program's schema and returns its version (the number of migrations).
 *
 * The base is first only read: one that is newer, damaged or not ours stays as it is, to the byte. Then: a backup when
 * there is anything to lose, each migration in a transaction of its own that ends with `foreign_key_check`, and a check
 * of the whole at the end. A migration that fails leaves the base at the one before.
 *
 * @throws Failure as `openDatabase`
 */
export function migrate({ file, migrationsDir, now = Date.now, log = () => {} }: MigrateOptions): number {
  const known = readMigrations(migrationsDir ?? DEFAULT_DIR);
  const todo = pending(known, look(file, known.length));
  if (todo.length === 0) return known.length;

  const sqlite = new Database(file, { timeout: 5000 });
  try {
    const from = known.length - todo.length;
    if (from > 0) log('database backed up', { backup: backUp(sqlite, file, from, now()) });
    // Outside of any transaction, where alone it has effect: a migration may rebuild a table that others point to.
    sqlite.pragma('foreign_keys = OFF');
    sqlite.pragma('journal_mode = WAL');
    for (const migration of todo) {
      apply(sqlite, migration, known, now());
      log('migration applied', { migration: migration.name });
    }
    verify(sqlite, file);
  } finally {
    sqlite.close();
  }
  return known.length;
}

/** What the base says that it has, without changing a byte of it. */
function look(file: string, knows: number): readonly Applied[] {
  if (!existsSync(file) || statSync(file).size === 0) return [];
  const header = readHeader(file);
  if (header?.applicationId === APPLICATION_ID && header.userVersion > knows) {
    throw new Failure('databaseNewer', { has: header.userVersion, knows });
  }
  const sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const tables = sqlite.prepare("select count(*) from sqlite_schema where type = 'table'").pluck().get();
    if (tables === 0) return [];
    if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new Failure('databaseDamaged', { file }, { cause: new Error('the file is not a Ringdesk base') });
    }
    return applied(sqlite);
  } finally {
    sqlite.close();
  }
}

const applied = (sqlite: Sqlite): Applied[] =>
  sqlite.prepare('select name, hash from migrations order by position').all() as Applied[];

function apply(sqlite: Sqlite, migration: Migration, known: readonly Migration[], at: number): void {
  const step = sqlite.transaction(() => {
    sqlite.exec(
      'create table if not exists migrations (position integer primary key, name text not null unique, hash text not null, applied_at integer not null)',
    );
    const before = applied(sqlite);
    // Another process of ours may have been faster between the look and this lock.
    if (!pending(known, before).includes(migration)) return;
    sqlite.exec(migration.sql);
    sqlite
      .prepare('insert into migrations (position, name, hash, applied_at) values (?, ?, ?, ?)')
      .run(before.length + 1, migration.name, migration.hash, at);
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    sqlite.pragma(`user_version = ${before.length + 1}`);
    const orphans = sqlite.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0) {
      throw new Failure(
        'internal',
        { reason: 'migrationBreaksLinks', migration: migration.name, rows: orphans.length },
        {
          cause: new Error(`migration ${migration.name} leaves ${orphans.length} rows that point to nothing`),
        },
      );
    }
  });
  step.immediate();
}

function verify(sqlite: Sqlite, file: string): void {
  const verdict = sqlite.pragma('integrity_check', { simple: true });
  if (verdict !== 'ok') {
    throw new Failure(
      'databaseDamaged',
      { file },
      { cause: new Error(`integrity_check: ${String(verdict)}`) },
    );
  }
}
