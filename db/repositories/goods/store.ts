import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Sqlite } from '../../open.ts';
import { type RowOf, rowAggregate, type Stored } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

/** What a kind of goods adds to the work that all of them share. */
export interface Kind<T extends SQLiteTable, Fields extends object, View> {
  readonly table: T;
  /** The columns of a view, of the table as `g`. */
  readonly columns: string;
  /** Newest first, in the order of the index by contact. */
  readonly order: string;
  readonly state: (contactId: string, fields: Fields, before: RowOf<T> | undefined) => RowOf<T>;
  readonly view: (raw: never) => View;
  readonly onChange?: (contactId: string, isNew: boolean) => void;
}

/**
 * Rows of one contact that people enter one by one and imports by the thousand. All changes throw Failure `notFound` for a
 * row or a contact that is not there.
 */
export interface GoodsStore<Fields extends object, View, State extends object> {
  create(contactId: string, fields: Fields): Changed;
  /** @throws Failure `changedMeanwhile` when `version` is not the present one */
  update(id: string, version: number, fields: Fields): Changed;
  remove(id: string): Changed;
  get(id: string): View;
  contactOf(id: string): string | undefined;
  /** Newest first. */
  of(contactId: string, page: { readonly offset: number; readonly limit: number }): View[];
  count(contactId: string): number;
  /** Undefined: not there, or deleted. */
  read(id: string): Stored<State> | undefined;
  /**
   * For many rows in one transaction of the caller, see `Changes.put`; the contact must be there.
   *
   * @param before what `read` gave in this transaction; undefined: a new row
   */
  put(id: string, contactId: string, fields: Fields, before: Stored<State> | undefined): void;
}

export function createGoodsStore<T extends SQLiteTable, Fields extends object, View>(
  { db, newId }: Deps,
  changes: Changes,
  kind: Kind<T, Fields, View>,
): GoodsStore<Fields, View, RowOf<T>> {
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, kind.table);
  const name = aggregate.table;
  const ownerOf = (state: object) => (state as { contactId: string }).contactId;
  changes.register(aggregate, (_id, { state }, before) =>
    kind.onChange?.(ownerOf(state), before === undefined),
  );
  const isThere = contactIsThere(sqlite);
  const one = sqlite.prepare(
    `select ${kind.columns} from ${name} g where g.id = +? and g.deleted_at is null`,
  );
  const all = sqlite.prepare(
    `select ${kind.columns} from ${name} g where g.contact_id = +? and g.deleted_at is null
     order by ${kind.order} limit +? offset +?`,
  );
  const count = sqlite
    .prepare(`select count(*) from ${name} where contact_id = +? and deleted_at is null`)
    .pluck();
  const contact = sqlite.prepare(`select contact_id from ${name} where id = +?`).pluck();
  const view = kind.view as (raw: unknown) => View;

  return {
    create: (contactId, fields) =>
      db.transaction(() => {
        isThere(contactId);
        return changes.save(aggregate, newId(), kind.state(contactId, fields, undefined));
      }),
    update: (id, version, fields) =>
      db.transaction(() => {
        const before = aggregate.read(id);
        if (before === undefined) throw new Failure('notFound', { id });
        const next = kind.state(ownerOf(before.state), fields, before.state);
        return changes.save(aggregate, id, next, { version });
      }),
    remove: (id) => changes.remove(aggregate, id),
    get(id) {
      const raw = one.get(id);
      if (raw === undefined) throw new Failure('notFound', { id });
      return view(raw);
    },
    contactOf: (id) => contact.get(id) as string | undefined,
    of: (contactId, { offset, limit }) => all.all(contactId, limit, offset).map(view),
    count: (contactId) => count.get(contactId) as number,
    read(id) {
      const stored = aggregate.read(id);
      return stored?.stamp.deletedAt === null ? stored : undefined;
    },
    put: (id, contactId, fields, before) =>
      changes.put(aggregate, id, kind.state(contactId, fields, before?.state), before),
  };
}

function contactIsThere(sqlite: Sqlite): (id: string) => void {
  const contact = sqlite.prepare('select 1 from contacts where id = +? and deleted_at is null');
  return (id) => {
    if (contact.get(id) === undefined) throw new Failure('notFound', { id });
  };
}
