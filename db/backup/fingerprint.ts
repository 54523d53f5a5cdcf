import { createHash } from 'node:crypto';
import type { Sqlite } from '../open.ts';

/** Rows between two looks at whether somebody still wants it. */
const PIECE = 2_000;

/**
 * SHA-256 over all that a base says: each table with its rows in their order. Two bases with the same one hold the same, wherever
 * the pages lie. Without what SQLite and FTS5 keep for themselves, which follows from the rest.
 *
 * @param onPiece called every some thousand rows; may throw to give up
 */
export function contentFingerprint(sqlite: Sqlite, onPiece: () => void = () => {}): string {
  const tables = sqlite
    .prepare(
      `select name, wr as keyed from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'
       order by name`,
    )
    .all() as { name: string; keyed: number }[];
  // Tables without row numbers lie in the order of their keys.
  const keyOf = sqlite
    .prepare(
      `select group_concat('"' || name || '"', ', ' order by pk) from pragma_table_info(?) where pk > 0`,
    )
    .pluck();
  const hash = createHash('sha256');
  for (const { name: table, keyed } of tables) {
    const order = keyed === 1 ? (keyOf.get(table) as string) : 'rowid';
    const rows = sqlite.prepare(`select * from "${table}" order by ${order}`).raw().safeIntegers(false);
    hash.update(`\n${table}\n`);
    let lines: string[] = [];
    for (const row of rows.iterate() as Iterable<unknown[]>) {
      lines.push(JSON.stringify(row));
      if (lines.length < PIECE) continue;
      hash.update(lines.join('\n'));
      lines = [];
      onPiece();
    }
    hash.update(lines.join('\n'));
  }
  return hash.digest('hex');
}
