import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { PostalAddress } from '../../shared/domain/contact/address.ts';
import type {
  OwnHolders,
  OwnMandatory,
  OwnOption,
  OwnType,
  OwnValues,
} from '../../shared/domain/own-field/field.ts';
import type { Grants } from '../../shared/domain/rights/profiles.ts';
import type { Channel, Consent, ContactKind, PhoneLabel, Relation, Stage } from '../types.ts';
import { flag, json, shared } from './columns.ts';

/** Operators and other employees. */
export const users = sqliteTable('users', {
  ...shared,
  name: text().notNull(),
  /** Null: only named, by an import or as the one who sits here alone. */
  roleId: text(),
  groupIds: json<string[]>().notNull().default([]),
  active: flag().notNull().default(true),
});

/** What one may do. Those that the program brings have no row until somebody changes them. */
export const profiles = sqliteTable('profiles', {
  ...shared,
  name: text().notNull(),
  grants: json<Grants>().notNull(),
});

/** Places in the hierarchy. */
export const roles = sqliteTable('roles', {
  ...shared,
  name: text().notNull(),
  parentId: text(),
  profileId: text().notNull(),
});

export const userGroups = sqliteTable('user_groups', { ...shared, name: text().notNull() });

/** People and organisations: every kind of counterpart is one row (row A9). */
export const contacts = sqliteTable(
  'contacts',
  {
    ...shared,
    kind: text().$type<ContactKind>().notNull(),
    name: text().notNull(),
    organisationId: text().references((): AnySQLiteColumn => contacts.id),
    role: text(),
    relation: text().$type<Relation>().notNull(),
    stage: text().$type<Stage>().notNull(),
    responsibleId: text().references(() => users.id),
    channel: text().$type<Channel>(),
    region: text(),
    field: text(),
    headCount: integer(),
    needs: text(),
    tags: json<string[]>().notNull(),
    language: text(),
    zone: text(),
    about: text().notNull(),
    consent: text().$type<Consent>(),
    /** `yyyy-mm-dd`, or `--mm-dd`. */
    birthday: text(),
    contractEndsOn: text(),
    /** By the id of the firm's field. Only what is filled: most are not, and an absent key costs nothing. */
    own: json<OwnValues>().notNull().default({}),
    /**
     * Where they are and where post goes, in order: read and changed with the contact, never looked up by. Imports, vCards
     * and directories bring them too (`shared/domain/contact/address.ts`).
     */
    addresses: json<PostalAddress[]>().notNull().default([]),
    /** Local, never sent: recency number. Higher was in touch later. Also the row of the search index. */
    rseq: integer().notNull(),
    /** Local, never sent: the folded name, for order and for finding by name. */
    nameKey: text().notNull(),
  },
  (t) => [
    uniqueIndex('contacts_rseq').on(t.rseq),
    index('contacts_name').on(t.nameKey, t.id).where(sql`deleted_at is null`),
    // A handful among millions: the colleagues whose state is watched.
    index('contacts_colleagues')
      .on(t.nameKey, t.id)
      .where(sql`relation = 'colleague' and deleted_at is null`),
    // What rules of reminders look for each morning: days of the calendar, few rows among millions.
    index('contacts_contract_end')
      .on(t.contractEndsOn, t.id)
      .where(sql`contract_ends_on is not null and deleted_at is null`),
    index('contacts_birthday')
      .on(sql`substr(birthday, -5)`, t.id)
      .where(sql`birthday is not null and deleted_at is null`),
    // Who began with us in a period, for the funnel. Appended at its end, so an import does not feel it.
    index('contacts_created').on(t.createdAt).where(sql`deleted_at is null`),
    index('contacts_organisation').on(t.organisationId, t.rseq).where(sql`deleted_at is null`),
  ],
);

/** Fields that the firm made for its cards (row C4). Their values stand in `contacts.own`. */
export const ownFields = sqliteTable('own_fields', {
  ...shared,
  name: text().notNull(),
  type: text().$type<OwnType>().notNull(),
  options: json<OwnOption[]>().notNull(),
  currency: text().notNull(),
  group: text('group_name').notNull(),
  holders: text().$type<OwnHolders>().notNull(),
  mandatory: json<OwnMandatory>().notNull(),
  searchable: flag().notNull(),
  position: integer().notNull(),
  archived: flag().notNull(),
});

/**
 * A suffix of any length is a range of numbers whose digits stand in reverse: "…4567" is 7654·10⁶ up to 7655·10⁶. So one
 * index serves 4 typed digits as well as a caller id without its country code (for which `e164 % 10¹⁰` would be a second
 * index, good for exactly ten). Plain arithmetic, so that SQLite keeps it itself, whoever writes the row.
 */
const tail = sql.raw(
  Array.from({ length: 10 }, (_, i) => `(e164 / ${10 ** i} % 10) * ${10 ** (9 - i)}`).join(' + '),
);

/** Numbers of a contact. They change with it, as one aggregate: no version of their own moves in the outbox. */
export const contactPhones = sqliteTable(
  'contact_phones',
  {
    ...shared,
    contactId: text()
      .notNull()
      .references(() => contacts.id),
    /** E.164 without the plus: 6.5 µs a lookup against 8.8 as text (performance.md). Null: could not be read. */
    e164: integer(),
    /** The digits of what is not E.164: an extension, a number without its area code. */
    digits: text(),
    raw: text().notNull(),
    label: text().$type<PhoneLabel>().notNull(),
    main: flag().notNull(),
    /** Whose it is and when it is answered: "her assistant, until 15:00". */
    note: text(),
    position: integer().notNull(),
    /** The last ten digits in reverse, see above. */
    tail: integer().generatedAlwaysAs(tail, { mode: 'virtual' }),
  },
  (t) => [
    // Covering: what the lookup reads is in the index, the tombstone too (a partial index would not be covering).
    index('contact_phones_e164').on(t.e164, t.contactId, t.main, t.deletedAt),
    index('contact_phones_tail').on(t.tail, t.e164, t.contactId, t.deletedAt),
    index('contact_phones_digits').on(t.digits, t.contactId).where(sql`digits is not null`),
    index('contact_phones_contact').on(t.contactId, t.position),
  ],
);

export const contactEmails = sqliteTable(
  'contact_emails',
  {
    ...shared,
    contactId: text()
      .notNull()
      .references(() => contacts.id),
    address: text().notNull(),
    position: integer().notNull(),
    domain: text().generatedAlwaysAs(sql`lower(substr(address, instr(address, '@') + 1))`, {
      mode: 'virtual',
    }),
  },
  (t) => [
    index('contact_emails_address').on(sql`lower(address)`, t.contactId).where(sql`deleted_at is null`),
    index('contact_emails_domain').on(t.domain, t.contactId).where(sql`deleted_at is null`),
    index('contact_emails_contact').on(t.contactId, t.position),
  ],
);

/**
 * How customers moved between stages. Local: it follows from the changes of contacts and is written in their transactions; the
 * outbox would say the same, but a funnel would have to read every change of every customer in it.
 */
export const stageChanges = sqliteTable(
  'stage_changes',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    contactId: text().notNull(),
    from: text('from_stage').$type<Stage>().notNull(),
    to: text('to_stage').$type<Stage>().notNull(),
    /** UTC ms. */
    at: integer().notNull(),
    /** Who made the change. */
    byId: text().notNull(),
  },
  (t) => [index('stage_changes_at').on(t.at), index('stage_changes_contact').on(t.contactId, t.at)],
);

/** What people wrote about a contact; rows are only added. */
export const notes = sqliteTable(
  'notes',
  {
    ...shared,
    contactId: text()
      .notNull()
      .references(() => contacts.id),
    text: text().notNull(),
    authorId: text(),
    /** When it was written, UTC ms. */
    at: integer().notNull(),
  },
  (t) => [index('notes_contact').on(t.contactId, t.at).where(sql`deleted_at is null`)],
);

/** "This number is that customer", said by a person: it beats every other match. */
export const numberLinks = sqliteTable(
  'number_links',
  {
    ...shared,
    /** See `numberKey`: `+79161234567`, `ext:204`, `end:1234567`, `text:word`. */
    key: text().notNull(),
    contactId: text()
      .notNull()
      .references(() => contacts.id),
  },
  (t) => [
    index('number_links_key').on(t.key, t.contactId).where(sql`deleted_at is null`),
    index('number_links_contact').on(t.contactId).where(sql`deleted_at is null`),
  ],
);
