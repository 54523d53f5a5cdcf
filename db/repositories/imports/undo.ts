import type { Sqlite } from '../../open.ts';
import { MARK_DIGITS } from './mark.ts';

/** One change that an import made. */
export interface ImportOperation {
  readonly opId: string;
  readonly table: string;
  readonly row: string;
  /** Null: the row was made. */
  readonly base: Readonly<Record<string, unknown>> | null;
  readonly patch: Readonly<Record<string, unknown>>;
}

/** What the taking back of an import asks of the base. */
export interface ImportOperations {
  count(importId: string, since: number, before: string | null): number;
  /** From the newest to the oldest; `before`: the last one of the page before. */
  page(importId: string, since: number, before: string | null, limit: number): ImportOperation[];
  /** Was this contact made by the import? */
  isOwn(importId: string, contactId: string): boolean;
  /** Did anybody change this contact, besides the import and what takes it back? */
  changedByOthers(importId: string, contactId: string): boolean;
  /** Does anything hang on this contact: a call, a note, a task, a sale, people of an organisation? */
  isInUse(contactId: string): boolean;
}

/** A contact's own parts, and what only repeats what is said elsewhere. */
const OWN: ReadonlySet<string> = new Set(['contact_phones', 'contact_emails', 'stage_changes']);

export function createImportOperations(sqlite: Sqlite): ImportOperations {
  const from = 'op_id >= @from and op_id < @before';
  const ofImport = `substr(op_id, -${MARK_DIGITS}) = @mark`;
  const counted = sqlite.prepare(`select count(*) from outbox where ${from} and ${ofImport}`).pluck();
  const paged = sqlite.prepare(
    `select op_id as opId, table_name as "table", row_id as row, base, patch from outbox
     where ${from} and ${ofImport} order by op_id desc limit @limit`,
  );
  const others = sqlite
    .prepare(
      `select 1 from outbox where table_name = 'contacts' and row_id = +@id and not ${ofImport} limit 1`,
    )
    .pluck();
  const first = sqlite
    .prepare(
      `select 1 from outbox where table_name = 'contacts' and row_id = +@id and row_version = 1 and base is null
       and ${ofImport} limit 1`,
    )
    .pluck();
  const uses = [
    'select 1 from contacts where organisation_id = +@id and deleted_at is null',
    ...usesOfContacts(sqlite),
  ].map((sql) => sqlite.prepare(`${sql} limit 1`).pluck());
  const bounds = (importId: string, since: number, before: string | null) => ({
    from: idTime(since),
    before: before ?? 'g',
    mark: importId.slice(-MARK_DIGITS),
  });

  return {
    count: (importId, since, before) => counted.get(bounds(importId, since, before)) as number,
    page(importId, since, before, limit) {
      const rows = paged.all({ ...bounds(importId, since, before), limit }) as (Omit<
        ImportOperation,
        'base' | 'patch'
      > & { base: string | null; patch: string })[];
      return rows.map(({ base, patch, ...row }) => ({
        ...row,
        base: base === null ? null : JSON.parse(base),
        patch: JSON.parse(patch),
      }));
    },
    isOwn: (importId, contactId) =>
      first.get({ id: contactId, mark: importId.slice(-MARK_DIGITS) }) !== undefined,
    changedByOthers: (importId, contactId) =>
      others.get({ id: contactId, mark: importId.slice(-MARK_DIGITS) }) !== undefined,
    isInUse: (contactId) => uses.some((use) => use.get({ id: contactId }) !== undefined),
  };
}

/** Beginning of all UUIDv7 of that time and later, as text. */
function idTime(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/**
 * Every table that has an index by its contacts, as the base itself says: a new one cannot be forgotten. Tables without such
 * an index name a contact beside a call or a recording, which name him too.
 */
function usesOfContacts(sqlite: Sqlite): string[] {
  const tables = sqlite
    .prepare(
      `select distinct m.name as name, exists (select 1 from pragma_table_info(m.name) c where c.name = 'deleted_at') as tombstones
       from sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
       where m.type = 'table' and c.seqno = 0 and c.name = 'contact_id'`,
    )
    .all() as { name: string; tombstones: number }[];
  return tables
    .filter(({ name }) => !OWN.has(name))
    .map(
      ({ name, tombstones }) =>
        `select 1 from ${name} where contact_id = +@id and contact_id is not null${tombstones ? ' and deleted_at is null' : ''}`,
    );
}
