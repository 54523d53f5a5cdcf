import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach } from 'vitest';
import { openDatabase } from '../../db/open.ts';

export const SHIPPED = join(import.meta.dirname, '../../db/migrations');

interface Entry {
  readonly idx: number;
  readonly tag: string;
}
export const entries = (from = SHIPPED): Entry[] =>
  (JSON.parse(readFileSync(join(from, 'meta/_journal.json'), 'utf8')) as { entries: Entry[] }).entries;

/** A base in a folder of its own for each test of this file, and the steps by which it came there. */
export function stepsBase() {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ringdesk-migrations-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const file = () => join(dir, 'ringdesk.db');

  return {
    get dir() {
      return dir;
    },
    get file() {
      return file();
    },
    /** A folder of migrations of our own: the first `count` shipped ones and some more. */
    migrations(count: number, more: Readonly<Record<string, string>> = {}): string {
      const target = mkdtempSync(join(dir, 'steps-'));
      mkdirSync(join(target, 'meta'));
      const kept = entries().slice(0, count);
      for (const { tag } of kept) cpSync(join(SHIPPED, `${tag}.sql`), join(target, `${tag}.sql`));
      const added = Object.entries(more).map(([tag, sql], i) => {
        writeFileSync(join(target, `${tag}.sql`), sql);
        return { idx: count + i, tag };
      });
      writeFileSync(join(target, 'meta/_journal.json'), JSON.stringify({ entries: [...kept, ...added] }));
      return target;
    },
    open: (migrationsDir = SHIPPED): void => openDatabase({ file: file(), migrationsDir }).close(),
    backups: (): string[] => readdirSync(dir).filter((name) => name.includes('.backup-')),
    inBase<T>(work: (sqlite: Database.Database) => T): T {
      const sqlite = new Database(file());
      try {
        return work(sqlite);
      } finally {
        sqlite.close();
      }
    },
  };
}

/** Every row of every table of the program, but the list of migrations. */
export function rowsOf(sqlite: Database.Database): Record<string, unknown[]> {
  const tables = sqlite
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'migrations'
      and name not like 'contact_search%' and name not like 'recording_words%' and name <> 'big' and name <> 'fine' order by name`)
    .pluck()
    .all() as string[];
  return Object.fromEntries(
    tables.map((table) => [table, sqlite.prepare(`select * from ${table} order by 1`).all()]),
  );
}
