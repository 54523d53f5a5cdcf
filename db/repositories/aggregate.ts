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

const isStamp = (key: string): boolean => STAMP.includes(key as (typeof STAMP)[number]);

/** Statements by the set of columns that they name, each prepared at its first use. */
function bySet<C, S>(columns: readonly C[], prepare: (columns: readonly C[]) => S) {
  const known = new Map<number, S>();
  return (takes: (column: C) => boolean): S => {
    // A bit for each column; a table has fewer than a number has.
    let set = 0;
    for (const column of columns) set = 2 * set + (takes(column) ? 1 : 0);
    let statement = known.get(set);
    if (statement === undefined) {
      const isIn = (at: number) => Math.floor(set / 2 ** (columns.length - 1 - at)) % 2 === 1;
      statement = prepare(columns.filter((_, at) => isIn(at)));
      if (known.size >= MOST_STATEMENTS) known.clear();
      known.set(set, statement);
    }
    return statement;
  };
}

const MOST_STATEMENTS = 200;

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
  const own = all
    .filter(([key]) => key !== 'id' && !isStamp(key))
    .map(([key, column]) => ({ key, name: columnName(column), column }));
  const list = all.map(([, column]) => columnName(column));

  // `= +?`, see `lookup.ts`.
  const select = sqlite.prepare(`select ${list.join(', ')} from ${name} where id = +?`);
  const changing = all.filter(([key]) => key !== 'id' && key !== 'createdAt');
  /** Most columns are stored as they are; to ask Drizzle for each of them was a tenth of a list's filling. */
  const encodersOf = (columns: typeof all) =>
    columns.map(([key, column]) => ({
      key,
      name: columnName(column),
      column: isPlain(column) ? undefined : column,
      of: key === 'id' ? 'id' : isStamp(key) ? 'stamp' : 'state',
    }));
  const inserted = encodersOf(all);
  const changed = encodersOf(changing);
  type Encoder = (typeof inserted)[number];

  function stored({ key, column, of }: Encoder, id: string, next: Stored<RowOf<T>>): unknown {
    if (of === 'id') return id;
    const value = (of === 'stamp' ? next.stamp : next.state)[key as never] as unknown;
    if (value === null || value === undefined) return null;
    return column === undefined ? value : column.mapToDriverValue(value);
  }

  const inserts = bySet(inserted, (columns) =>
    sqlite.prepare(
      `insert into ${name} (${columns.map((column) => column.name).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    ),
  );
  const updates = bySet(changed, (columns) =>
    sqlite.prepare(
      `update ${name} set ${columns.map((column) => `${column.name} = ?`).join(', ')} where id = +?`,
    ),
  );

  /** Half of a new contact's columns are empty, and each that is named costs as much as a small index. */
  function insert(id: string, next: Stored<RowOf<T>>): void {
    const values: unknown[] = [];
    const statement = inserts((encoder) => {
      const value = stored(encoder, id, next);
      if (value !== null) values.push(value);
      return value !== null;
    });
    statement.run(values);
  }

  /**
   * Only what changed: a column that is named has its indexes written again, and one that refers to another row opens a
   * savepoint, at which FTS5 writes out all that it holds.
   */
  function update(id: string, next: Stored<RowOf<T>>, before: Stored<RowOf<T>>): void {
    const values: unknown[] = [];
    const statement = updates((encoder) => {
      const value = stored(encoder, id, next);
      if (value === stored(encoder, id, before)) return false;
      values.push(value);
      return true;
    });
    if (values.length > 0) statement.run(values, id);
  }

  return {
    table: name,
    read(id) {
      const row = select.get(id) as Record<string, unknown> | undefined;
      if (row === undefined) return undefined;
      const state: Record<string, unknown> = {};
      for (const { key, name: from, column } of own) {
        const value = row[from];
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
      if (before === undefined) insert(id, next);
      else update(id, next, before);
    },
  };
}

const casing = new CasingCache('snake_case');
const columnName = (column: SQLiteColumn): string => casing.getColumnCasing(column);
const isPlain = (column: SQLiteColumn): boolean =>
  column.mapToDriverValue === Column.prototype.mapToDriverValue;
