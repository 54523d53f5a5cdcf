import type { Db } from '../../open.ts';
import type { Aggregate, Stored } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type ContactState, nameKey } from './aggregate.ts';

/**
 * Very many contacts at once (an import): whole contacts instead of drafts, because their numbers are already read, and
 * reading numbers is the slowest part of an import (performance.md). Outbox, versions and search are kept as for every
 * other change. Call it inside `transaction`, or `db.transaction`; after an error that whole transaction must be let go.
 */
export interface ContactBulk {
  /** Ids of those who have the number (E.164 without the plus); deleted ones may be among them, as with the next one. */
  byNumber(e164: number): string[];
  byEmail(address: string): string[];
  /** Organisations of that name, whatever its case and marks. */
  organisations(name: string): string[];
  /** The people of that name in organisations of that name. */
  members(name: string, organisation: string): string[];
  /** Everybody of that name. */
  named(name: string): string[];
  /** Of those the ones who have that number, which is no whole one and was kept as it was written. */
  namedWithText(name: string, raw: string): string[];
  nameOf(id: string): string | undefined;
  /** Nobody ever had this id, no deleted one either. */
  isFree(id: string): boolean;
  /** Undefined: not there, or deleted. */
  read(id: string): Stored<ContactState> | undefined;
  create(id: string, state: ContactState): void;
  /** @param before what `read` gave in this transaction */
  change(id: string, state: ContactState, before: Stored<ContactState>): void;
  remove(id: string, before: Stored<ContactState>): void;
  /**
   * `db.transaction` for very many contacts: their words go into the search at its end, in one go.
   *
   * @param beforeEach called between two of them; may throw to let the whole transaction go
   */
  transaction<T>(work: () => T, beforeEach?: () => void): T;
}

export function createContactBulk(
  db: Db,
  aggregate: Aggregate<ContactState>,
  changes: Changes,
  index: Pick<SearchIndex, 'atOnce'>,
): ContactBulk {
  const { sqlite } = db;
  const column = (sql: string) => sqlite.prepare(sql).pluck();
  const byNumber = column('select contact_id from contact_phones where e164 = +? and deleted_at is null');
  const byEmail = column(
    'select contact_id from contact_emails where lower(address) = +? and deleted_at is null',
  );
  const organisations = column(
    "select id from contacts where name_key = +? and deleted_at is null and kind = 'organisation'",
  );
  // By the organisation: a firm has fewer people than a country has of one name. `+`: not by the index of names.
  const members = column(
    `select p.id from contacts o cross join contacts p on p.organisation_id = o.id
     where o.name_key = +? and o.deleted_at is null and o.kind = 'organisation'
       and +p.name_key = +? and p.deleted_at is null and p.kind = 'person'`,
  );
  const named = column('select id from contacts where name_key = +? and deleted_at is null');
  const namedWithText = column(
    `select c.id from contacts c cross join contact_phones p on p.contact_id = c.id
     where c.name_key = +? and c.deleted_at is null and p.raw = +? and p.e164 is null and p.deleted_at is null`,
  );
  const nameOf = column('select name from contacts where id = +? and deleted_at is null');

  return {
    byNumber: (e164) => byNumber.all(e164) as string[],
    byEmail: (address) => byEmail.all(asciiLower(address)) as string[],
    organisations: (name) => organisations.all(nameKey(name)) as string[],
    members: (name, organisation) => members.all(nameKey(organisation), nameKey(name)) as string[],
    named: (name) => named.all(nameKey(name)) as string[],
    namedWithText: (name, raw) => namedWithText.all(nameKey(name), raw) as string[],
    nameOf: (id) => nameOf.get(id) as string | undefined,
    isFree: (id) => aggregate.read(id) === undefined,
    read(id) {
      const stored = aggregate.read(id);
      return stored?.stamp.deletedAt === null ? stored : undefined;
    },
    create: (id, state) => changes.put(aggregate, id, state, undefined),
    change: (id, state, before) => changes.put(aggregate, id, state, before),
    remove: (id, before) => changes.put(aggregate, id, before.state, before, true),
    transaction: (work, beforeEach) => db.transaction(() => index.atOnce(work, beforeEach)),
  };
}

/** SQLite's `lower`, by which addresses are indexed, knows ASCII only. */
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
