import type { Sqlite } from '../../open.ts';
import type { Aggregate, Stored } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import { type ContactState, nameKey } from './aggregate.ts';

/**
 * Very many contacts at once (an import): whole contacts instead of drafts, because their numbers are already read, and
 * reading numbers is the slowest part of an import (performance.md). Outbox, versions and search are kept as for every
 * other change. Call it inside `db.transaction`; after an error that whole transaction must be let go.
 */
export interface ContactBulk {
  /** Ids of those who have the number (E.164 without the plus); deleted ones may be among them, as with the next one. */
  byNumber(e164: number): string[];
  byEmail(address: string): string[];
  /** Organisations of that name, whatever its case and marks. */
  organisations(name: string): string[];
  /** The people of that name in organisations of that name. */
  members(name: string, organisation: string): string[];
  nameOf(id: string): string | undefined;
  /** Undefined: not there, or deleted. */
  read(id: string): Stored<ContactState> | undefined;
  create(id: string, state: ContactState): void;
  /** @param before what `read` gave in this transaction */
  change(id: string, state: ContactState, before: Stored<ContactState>): void;
}

export function createContactBulk(
  sqlite: Sqlite,
  aggregate: Aggregate<ContactState>,
  changes: Changes,
): ContactBulk {
  const column = (sql: string) => sqlite.prepare(sql).pluck();
  const byNumber = column('select contact_id from contact_phones where e164 = +? and deleted_at is null');
  const byEmail = column(
    'select contact_id from contact_emails where lower(address) = +? and deleted_at is null',
  );
  const organisations = column(
    "select id from contacts where name_key = +? and deleted_at is null and kind = 'organisation'",
  );
  const members = column(
    `select id from contacts where name_key = +? and deleted_at is null and kind = 'person' and organisation_id in
     (select id from contacts where name_key = +? and deleted_at is null and kind = 'organisation')`,
  );
  const nameOf = column('select name from contacts where id = +? and deleted_at is null');

  return {
    byNumber: (e164) => byNumber.all(e164) as string[],
    byEmail: (address) => byEmail.all(asciiLower(address)) as string[],
    organisations: (name) => organisations.all(nameKey(name)) as string[],
    members: (name, organisation) => members.all(nameKey(name), nameKey(organisation)) as string[],
    nameOf: (id) => nameOf.get(id) as string | undefined,
    read(id) {
      const stored = aggregate.read(id);
      return stored?.stamp.deletedAt === null ? stored : undefined;
    },
    create: (id, state) => changes.put(aggregate, id, state, undefined),
    change: (id, state, before) => changes.put(aggregate, id, state, before),
  };
}

/** SQLite's `lower`, by which addresses are indexed, knows ASCII only. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
