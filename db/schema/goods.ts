import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ContractState, EncounterKind } from '../../shared/domain/goods/kinds.ts';
import { shared } from './columns.ts';
import { contacts } from './people.ts';

/*
 * What there is between the firm and a customer besides talk. Money is in minor units with its ISO 4217 currency; days are `yyyy-mm-dd`.
 * `findKey` is the number as `shared/domain/goods/find-key.ts` folds it: search and imports find the card by it.
 */
const ofContact = {
  ...shared,
  contactId: text()
    .notNull()
    .references(() => contacts.id),
};

/** Products and services that were bought. */
export const purchases = sqliteTable(
  'purchases',
  {
    ...ofContact,
    name: text().notNull(),
    serial: text(),
    findKey: text().notNull(),
    quantity: real().notNull(),
    price: integer(),
    currency: text(),
    boughtOn: text(),
    warrantyUntil: text(),
    note: text().notNull(),
  },
  (t) => [
    index('purchases_contact').on(t.contactId, t.boughtOn, t.id).where(sql`deleted_at is null`),
    index('purchases_key').on(t.findKey, t.contactId).where(sql`find_key <> '' and deleted_at is null`),
  ],
);

export const contracts = sqliteTable(
  'contracts',
  {
    ...ofContact,
    number: text().notNull(),
    findKey: text().notNull(),
    subject: text().notNull(),
    startsOn: text(),
    endsOn: text(),
    amount: integer(),
    currency: text(),
    state: text().$type<ContractState>().notNull(),
  },
  (t) => [
    index('contracts_contact').on(t.contactId, t.startsOn, t.id).where(sql`deleted_at is null`),
    index('contracts_key').on(t.findKey, t.contactId).where(sql`find_key <> '' and deleted_at is null`),
    // What reminders look for each morning.
    index('contracts_end')
      .on(t.endsOn, t.id)
      .where(sql`ends_on is not null and state = 'signed' and deleted_at is null`),
  ],
);

export const invoices = sqliteTable(
  'invoices',
  {
    ...ofContact,
    number: text().notNull(),
    findKey: text().notNull(),
    subject: text().notNull(),
    issuedOn: text().notNull(),
    dueOn: text(),
    amount: integer().notNull(),
    currency: text().notNull(),
    paidAmount: integer().notNull().default(0),
    /** When the last of it was paid, or what there is of it. */
    paidOn: text(),
  },
  (t) => [
    index('invoices_contact').on(t.contactId, t.issuedOn, t.id).where(sql`deleted_at is null`),
    index('invoices_key').on(t.findKey, t.contactId).where(sql`find_key <> '' and deleted_at is null`),
    // Money owed, out of the index alone: it is on the way from the ring to the screen.
    index('invoices_unpaid')
      .on(t.contactId, t.dueOn, t.amount, t.paidAmount, t.currency)
      .where(sql`paid_amount < amount and deleted_at is null`),
  ],
);

/** Files of any format. The bytes are in the profile's `documents/`, each once, by their SHA-256. */
export const documents = sqliteTable(
  'documents',
  {
    ...ofContact,
    fileName: text().notNull(),
    /** As its sender named it: for a picture beside the name, never for opening it. */
    mediaType: text().notNull(),
    size: integer().notNull(),
    /** Lower-case hex. */
    sha256: text().notNull(),
    authorId: text(),
    /** UTC ms. */
    at: integer().notNull(),
  },
  (t) => [
    index('documents_contact').on(t.contactId, t.at, t.id).where(sql`deleted_at is null`),
    // With tombstones: bytes may go when no row names them, also none that an undo would bring back.
    index('documents_sha256').on(t.sha256),
  ],
);

/** Visits, meetings, letters and calls past this program, as somebody wrote them down. */
export const encounters = sqliteTable(
  'encounters',
  {
    ...ofContact,
    kind: text().$type<EncounterKind>().notNull(),
    /** UTC ms. */
    at: integer().notNull(),
    minutes: integer(),
    direction: text().$type<'inbound' | 'outbound'>(),
    text: text().notNull(),
    authorId: text(),
  },
  (t) => [index('encounters_contact').on(t.contactId, t.at, t.id).where(sql`deleted_at is null`)],
);
