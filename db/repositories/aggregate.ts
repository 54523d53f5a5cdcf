import { Column, getTableColumns, getTableName } from 'drizzle-orm';
import { CasingCache } from 'drizzle-orm/casing';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Sqlite } from '../open.ts';

/** What every shared row has besides its own fields. */
export interface Stamp {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
  readonly version: number;
}

export interface Stored<S> {
  readonly state: S;
  readonly stamp: Stamp;
}

/**
 * A shared thing that changes as a whole: a row, or a row with its children. `Changes` alone calls `write`, so that no
 * change goes past the outbox.
 */
export interface Aggregate<S extends object> {
  readonly table: string;
  read(id: string): Stored<S> | undefined;
  /** Puts the row as it shall be; `before` is undefined for a new one. */
  write(id: string, next: Stored<S>, before: Stored<S> | undefined): void;
}

const STAMP = ['createdAt', 'updatedAt', 'deletedAt', 'version'] as const;

export type RowOf<T extends SQLiteTable> = Omit<T['$inferSelect'], keyof Stamp | 'id'>;

/**
 * The aggregate of one table. Its statements are prepared once: Drizzle's queries cost 21 times as much when they are
 * built for each call (performance.md).
 */
export function rowAggregate<T extends SQLiteTable>(sqlite: Sqlite, table: T): Aggregate<RowOf<T>> {
  const name = getTableName(table);
  const all = Object.entries<SQLiteColumn>(getTableColumns(table)).filter(
    ([, column]) => column.generated === undefined,
  );
  const own = all.filter(([key]) => key !== 'id' && !STAMP.includes(key as (typeof STAMP)[number]));
  const list = all.map(([, column]) => columnName(column));

  // `= +?`, see `lookup.ts`.
  const select = sqlite.prepare(`select ${list.join(', ')} from ${name} where id = +?`);
  const insert = sqlite.prepare(
    `insert into ${name} (${list.join(', ')}) values (${list.map(() => '?').join(', ')})`,
  );
  const changing = all.filter(([key]) => key !== 'id' && key !== 'createdAt');
  const update = sqlite.prepare(
    `update ${name} set ${changing.map(([, column]) => `${columnName(column)} = ?`).join(', ')} where id = +?`,
  );

  /** Most columns are stored as they are; to ask Drizzle for each of them was a tenth of a list's filling. */
  const encodersOf = (columns: typeof all) =>
    columns.map(([key, column]) => ({ key, column: isPlain(column) ? undefined : column }));
  const inserted = encodersOf(all);
  const changed = encodersOf(changing);
  const driven = (columns: typeof inserted, values: Record<string, unknown>): unknown[] =>
    columns.map(({ key, column }) => {
      const value = values[key];
      if (value === null || value === undefined) return null;
      return column === undefined ? value : column.mapToDriverValue(value);
    });

  return {
    table: name,
    read(id) {
      const row = select.get(id) as Record<string, unknown> | undefined;
      if (row === undefined) return undefined;
      const state: Record<string, unknown> = {};
      for (const [key, column] of own) {
        const value = row[columnName(column)];
        state[key] = value === null ? null : column.mapFromDriverValue(value);
      }
      const stamp: Stamp = {
        createdAt: row.created_at as number,
        updatedAt: row.updated_at as number,
        deletedAt: row.deleted_at as number | null,
        version: row.version as number,
      };
      return { state: state as RowOf<T>, stamp };
    },
    write(id, next, before) {
      const values: Record<string, unknown> = { ...next.state, ...next.stamp, id };
      if (before === undefined) insert.run(driven(inserted, values));
      else update.run(driven(changed, values), id);
    },
  };
}

const casing = new CasingCache('snake_case');
const columnName = (column: SQLiteColumn): string => casing.getColumnCasing(column);
const isPlain = (column: SQLiteColumn): boolean =>
  column.mapToDriverValue === Column.prototype.mapToDriverValue;
