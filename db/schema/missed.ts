import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CallBack, MissedEnd, ResolveReason } from '../../shared/domain/missed/entry.ts';
import type { MissedCause, MissedSource } from '../../shared/domain/missed/report.ts';
import { json, shared } from './columns.ts';
import { contacts } from './people.ts';

/** Who called and was not spoken with. What its reports say is not repeated here. */
export const missedEntries = sqliteTable(
  'missed_entries',
  {
    ...shared,
    /** E.164, `ext:…`, `text:…` or `anonymous`: of one at most one entry is open. */
    key: text().notNull(),
    number: text().notNull(),
    contactId: text().references(() => contacts.id),
    state: text().$type<'open' | 'resolved'>().notNull(),
    attempts: json<CallBack[]>().notNull(),
    reachedAt: integer(),
    dueAt: integer().notNull(),
    lateAt: integer(),
    leaseBy: text(),
    leaseUntil: integer(),
    endHow: text().$type<MissedEnd['how']>(),
    endAt: integer(),
    endCallId: text(),
    endBy: text(),
    endReason: text().$type<ResolveReason>(),
    endNote: text(),
  },
  (t) => [
    // Conditions are literals: a bound one would not use the partial index (performance.md).
    index('missed_due').on(t.dueAt, t.id).where(sql`state = 'open' and deleted_at is null`),
    index('missed_open').on(t.key).where(sql`state = 'open' and deleted_at is null`),
    index('missed_open_contact').on(t.contactId).where(sql`state = 'open' and deleted_at is null`),
    index('missed_contact').on(t.contactId).where(sql`contact_id is not null and deleted_at is null`),
    index('missed_resolved').on(t.endAt, t.id).where(sql`state = 'resolved' and deleted_at is null`),
    index('missed_key').on(t.key, t.endAt),
    index('missed_end_call').on(t.endCallId).where(sql`end_call_id is not null`),
  ],
);

/** What each source told of a missed call. Rows are only added. */
export const missedReports = sqliteTable(
  'missed_reports',
  {
    ...shared,
    entryId: text()
      .notNull()
      .references(() => missedEntries.id),
    /** The source and its name of the call: one is kept once. */
    ref: text().notNull(),
    source: text().$type<MissedSource>().notNull(),
    at: integer().notNull(),
    endedAt: integer().notNull(),
    cause: text().$type<MissedCause>().notNull(),
    line: text().notNull(),
    sharedId: text(),
  },
  (t) => [index('missed_reports_entry').on(t.entryId, t.at), index('missed_reports_ref').on(t.ref)],
);
