import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One step of the schema: its name, its SQL, and the hash by which an edited file is noticed. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string }[];
}

/** The migrations of this program, in the journal's order (`meta/_journal.json`, as drizzle-kit writes it). */
export function readMigrations(dir: string): readonly Migration[] {
  const journal = JSON.parse(readFileSync(join(dir, 'meta', '_journal.json'), 'utf8')) as Journal;
  return journal.entries
    .toSorted((a, b) => a.idx - b.idx)
    .map(({ tag }) => {
      // A checkout on Windows may have turned the line ends; that is not an edit.
      const sql = readFileSync(join(dir, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n');
      return { name: tag, sql, hash: createHash('sha256').update(sql).digest('hex') };
    });
}
