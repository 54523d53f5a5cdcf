import type { ImportRow } from '../../../shared/domain/import/row.ts';
import type { Deps } from '../context.ts';

/** A row of a file that waits for a person's decision. */
export interface AsideRow {
  /** Of the file; it names the row. */
  readonly line: number;
  /** As it was read: it is planned anew when somebody decides. */
  readonly row: ImportRow;
}

/** Rows that imports set aside. They lie among the refused ones, which an erasure looks through. */
export interface ImportsAside {
  /** In the transaction of the rows around them; one that is there already stays as it is. */
  add(importId: string, row: AsideRow): void;
  /** In the order of the file. */
  page(importId: string, after: number, limit: number): AsideRow[];
  get(importId: string, line: number): AsideRow | undefined;
  count(importId: string): number;
  remove(importId: string, line: number): void;
}

export function createImportsAside({ db }: Deps): ImportsAside {
  const { sqlite } = db;
  const add = sqlite.prepare(
    `insert or ignore into import_rejections (import_id, line, reason, cells) values (?, ?, 'ask', ?)`,
  );
  const page = sqlite.prepare(
    `select line, cells from import_rejections where import_id = +? and line > +? and reason = 'ask' order by line limit +?`,
  );
  const one = sqlite.prepare(
    `select line, cells from import_rejections where import_id = +? and line = +? and reason = 'ask'`,
  );
  const count = sqlite
    .prepare(`select count(*) from import_rejections where import_id = +? and reason = 'ask'`)
    .pluck();
  const remove = sqlite.prepare(
    `delete from import_rejections where import_id = +? and line = +? and reason = 'ask'`,
  );
  const toRow = (raw: unknown): AsideRow => {
    const { line, cells } = raw as { line: number; cells: string };
    return { line, row: JSON.parse(cells) as ImportRow };
  };

  return {
    add: (importId, { line, row }) => void add.run(importId, line, JSON.stringify(row)),
    page: (importId, after, limit) => page.all(importId, after, limit).map(toRow),
    get(importId, line) {
      const raw = one.get(importId, line);
      return raw === undefined ? undefined : toRow(raw);
    },
    count: (importId) => count.get(importId) as number,
    remove: (importId, line) => void remove.run(importId, line),
  };
}
