import { isDeepStrictEqual } from 'node:util';
import { Failure } from '../../shared/contract/failure.ts';
import { erasedBy } from '../../shared/domain/erasure/erasure.ts';
import type { Aggregate, Stored } from './aggregate.ts';
import type { Deps } from './context.ts';
import { LINKED_FIELDS } from './duplicates/contact-places.ts';
import { createFollower } from './duplicates/follow.ts';
import { type TakenBack, takenBack } from './duplicates/take-back.ts';

type Fields = Readonly<Record<string, unknown>>;

const EXISTS = 'deletedAt';

interface Operation {
  readonly table: string;
  readonly row: string;
  readonly base: Fields | null;
  readonly patch: Fields;
  readonly rowVersion: number;
}

/** `merge`: no news of the customer, only another card on which it stands. */
export type Why = 'change' | 'merge';

/** Upkeep of what is derived from a row, in the same transaction. */
export type After<S extends object> = (
  id: string,
  next: Stored<S>,
  before: Stored<S> | undefined,
  why: Why,
) => void;

/** What a change answers: the row, and the key that takes the change back. */
export interface Changed {
  readonly id: string;
  readonly changeId: string;
}

export interface SaveOptions {
  /** The version that the author saw; another one now fails with `changedMeanwhile`. */
  readonly version?: number;
}

/**
 * The one place where shared rows change. Row and outbox are written in the same transaction, or neither.
 *
 * An operation holds only the fields that changed: `base` as the author saw them, `patch` as they became; existence is
 * the field `deletedAt`. A new row has the base null, and what it has not is not in its patch: most fields of a prospect
 * are empty at first, and a list has a hundred thousand of them. A change that changes nothing leaves the row and its version alone,
 * and is there only to be undone: a person who saved without an edit may press "undo" all the same.
 */
export interface Changes {
  /** Makes the row, or changes it to `state` (which also brings back a deleted one). */
  save<S extends object>(aggregate: Aggregate<S>, id: string, state: S, options?: SaveOptions): Changed;
  /** Changes some fields of a row that must be there. */
  patch<S extends object>(
    aggregate: Aggregate<S>,
    id: string,
    fields: Partial<S>,
    options?: SaveOptions,
  ): Changed;
  remove<S extends object>(aggregate: Aggregate<S>, id: string): Changed;
  /**
   * `save`, or `remove`, for many rows in one transaction of the caller, who has read `before` in it. It has no savepoint of its own,
   * at each of which FTS5 writes out all that it holds (a third of an import): after an error the caller must let the
   * whole transaction go.
   */
  put<S extends object>(
    aggregate: Aggregate<S>,
    id: string,
    state: S,
    before: Stored<S> | undefined,
    deleted?: boolean,
  ): void;
  /**
   * Takes a change back, as a new change: undo of a creation deletes, of a deletion brings back.
   *
   * @throws Failure `notFound` (no such change), `changedMeanwhile` (the row has moved on since)
   */
  undo(changeId: string): Changed & { readonly table: string };
  /** A row of a known table as a merge leaves it, in the caller's transaction; `fields` as its aggregate names them. */
  relink(table: string, id: string, fields: Fields & { readonly deleted?: boolean }): Changed;
  /**
   * Takes back what still stands as this operation left it, in the caller's transaction; what somebody changed since stays.
   * Undefined: there is nothing to take back any more, since it was erased.
   */
  takeBack(changeId: string, wholly: boolean): (TakenBack & { readonly id: string }) | undefined;
  /** Makes an aggregate known to `undo`; `after` runs in the transaction of each of its changes. */
  register<S extends object>(aggregate: Aggregate<S>, after?: After<S>): void;
}

export function createChanges({ db, now, newId, actorId }: Deps): Changes {
  const known = new Map<string, { aggregate: Aggregate<object>; after: After<object> }>();
  const insert = db.sqlite.prepare(
    `insert into outbox (op_id, table_name, row_id, base, patch, at, actor_id, schema_version, row_version)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = db.sqlite.prepare(
    'select table_name as "table", row_id as row, base, patch, row_version as rowVersion from outbox where op_id = ?',
  );

  const follow = createFollower(db.sqlite);

  /** Whoever still names a card that was merged means the one that stayed. */
  function led<S extends object>(
    table: string,
    state: S,
    before: Stored<S> | undefined,
    deleted: boolean,
  ): S {
    const field = LINKED_FIELDS.get(table) as keyof S | undefined;
    const value = field && state[field];
    if (typeof value !== 'string' || deleted) return state;
    if (before !== undefined && before.stamp.deletedAt === null && before.state[field as keyof S] === value)
      return state;
    const into = follow(value);
    return into === value ? state : { ...state, [field as keyof S]: into };
  }

  function write<S extends object>(
    aggregate: Aggregate<S>,
    id: string,
    before: Stored<S> | undefined,
    given: S,
    deleted: boolean,
    why: Why = 'change',
  ): Changed {
    const state = led(aggregate.table, given, before, deleted);
    if (before === undefined && !deleted) return create(aggregate, id, state);
    const at = now();
    const deletedAt = deleted ? (before?.stamp.deletedAt ?? at) : null;
    const fields = { ...state, deletedAt } as Fields;
    const was = before && ({ ...before.state, deletedAt: before.stamp.deletedAt } as Fields);
    const all = Object.keys(fields);
    const keys = was === undefined ? all : all.filter((key) => !same(was[key], fields[key]));
    const version = (before?.stamp.version ?? 0) + (keys.length === 0 ? 0 : 1);
    if (keys.length > 0) {
      const next = {
        state,
        stamp: { createdAt: before?.stamp.createdAt ?? at, updatedAt: at, deletedAt, version },
      };
      aggregate.write(id, next, before);
      known.get(aggregate.table)?.after(id, next, before, why);
    }
    const base = was === undefined ? null : pick(was, keys);
    return note(
      aggregate.table,
      id,
      base,
      was === undefined ? filled(fields) : pick(fields, keys),
      at,
      version,
    );
  }

  /** As `write`, for what most rows of an import are. */
  function create<S extends object>(aggregate: Aggregate<S>, id: string, state: S): Changed {
    const at = now();
    const next = { state, stamp: { createdAt: at, updatedAt: at, deletedAt: null, version: 1 } };
    aggregate.write(id, next, undefined);
    known.get(aggregate.table)?.after(id, next, undefined, 'change');
    return note(aggregate.table, id, null, filled(state as Fields), at, 1);
  }

  function note(
    table: string,
    id: string,
    base: Fields | null,
    patch: Fields,
    at: number,
    version: number,
  ): Changed {
    const changeId = newId();
    insert.run(
      changeId,
      table,
      id,
      base === null ? null : JSON.stringify(base),
      JSON.stringify(patch),
      at,
      actorId(),
      db.schemaVersion,
      version,
    );
    return { id, changeId };
  }

  function present<S extends object>(aggregate: Aggregate<S>, id: string, version?: number): Stored<S> {
    const before = aggregate.read(id);
    if (before === undefined || before.stamp.deletedAt !== null) throw new Failure('notFound', { id });
    if (version !== undefined && version !== before.stamp.version)
      throw new Failure('changedMeanwhile', { id });
    return before;
  }

  function needKnown(table: string): Aggregate<object> {
    const entry = known.get(table);
    if (entry === undefined) throw new Error(`no aggregate of ${table} is known`);
    return entry.aggregate;
  }

  return {
    save(aggregate, id, state, { version } = {}) {
      return db.transaction(() => {
        const before = version === undefined ? aggregate.read(id) : present(aggregate, id, version);
        return write(aggregate, id, before, state, false);
      });
    },
    patch(aggregate, id, fields, { version } = {}) {
      return db.transaction(() => {
        const before = present(aggregate, id, version);
        return write(aggregate, id, before, { ...before.state, ...fields }, false);
      });
    },
    remove(aggregate, id) {
      return db.transaction(() => {
        const before = present(aggregate, id);
        return write(aggregate, id, before, before.state, true);
      });
    },
    put(aggregate, id, state, before, deleted = false) {
      if (!db.sqlite.inTransaction) throw new Error('many rows are put in a transaction of the caller');
      write(aggregate, id, before, state, deleted);
    },
    undo(changeId) {
      return db.transaction(() => {
        const raw = find.get(changeId) as { patch: string } | undefined;
        // Nothing brings back what was erased, and the erasure itself is no change to be taken back.
        if (raw !== undefined && erasedBy(raw.patch) !== undefined)
          throw new Failure('notFound', { changeId });
        const operation = operationOf(raw);
        const entry = operation && known.get(operation.table);
        const before = entry?.aggregate.read(operation?.row ?? '');
        if (operation === undefined || entry === undefined || before === undefined)
          throw new Failure('notFound', { changeId });
        const { row: id, table, base } = operation;
        if (before.stamp.version !== operation.rowVersion) throw new Failure('changedMeanwhile', { id });
        const { deletedAt, ...fields } = base ?? { deletedAt: now() };
        const deleted = deletedAt === undefined ? before.stamp.deletedAt !== null : deletedAt !== null;
        return { table, ...write(entry.aggregate, id, before, { ...before.state, ...fields }, deleted) };
      });
    },
    relink(table, id, { deleted, ...fields }) {
      const aggregate = needKnown(table);
      const before = aggregate.read(id);
      if (before === undefined) throw new Failure('notFound', { id });
      const gone = deleted ?? before.stamp.deletedAt !== null;
      return write(aggregate, id, before, { ...before.state, ...fields }, gone, 'merge');
    },
    takeBack(changeId, wholly) {
      const raw = find.get(changeId) as { patch: string } | undefined;
      if (raw === undefined || erasedBy(raw.patch) !== undefined) return undefined;
      const { table, row: id, base, patch } = operationOf(raw) as Operation;
      const aggregate = needKnown(table);
      const before = aggregate.read(id);
      if (before === undefined) return undefined;
      const now = { ...before.state, deletedAt: before.stamp.deletedAt } as Fields;
      const back = takenBack({ base: base ?? {}, patch, now }, { wholly, link: LINKED_FIELDS.get(table) });
      const { deletedAt = now.deletedAt, ...fields } = back.fields;
      write(aggregate, id, before, { ...before.state, ...fields }, deletedAt !== null, 'merge');
      return { ...back, id };
    },
    register(aggregate, after = () => {}) {
      known.set(aggregate.table, {
        aggregate: aggregate as unknown as Aggregate<object>,
        after: after as unknown as After<object>,
      });
    },
  };
}

/** Most fields are plain values, and the general comparison is dear. */
const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b));

function pick(fields: Fields, keys: readonly string[]): Fields {
  const picked: Record<string, unknown> = {};
  for (const key of keys) picked[key] = fields[key];
  return picked;
}

/** A new row's patch: what it has, and that it is there. What is undefined is left out of its JSON; to build it key by key is slow. */
function filled(fields: Fields): Fields {
  const patch: Record<string, unknown> = { ...fields };
  for (const key in patch) if (patch[key] === null) patch[key] = undefined;
  patch[EXISTS] = fields[EXISTS] ?? null;
  return patch;
}

function operationOf(row: unknown): Operation | undefined {
  if (row === undefined) return undefined;
  const { base, patch, ...rest } = row as Omit<Operation, 'base' | 'patch'> & {
    base: string | null;
    patch: string;
  };
  return {
    ...rest,
    base: base === null ? null : (JSON.parse(base) as Fields),
    patch: JSON.parse(patch) as Fields,
  };
}
