import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { shared } from './columns.ts';

/** What listeners say about a moment of a recording; without words it is a mark. */
export const recordingComments = sqliteTable(
  'recording_comments',
  {
    ...shared,
    recordingId: text().notNull(),
    /** From the beginning of the recording. */
    atMs: integer().notNull(),
    text: text().notNull(),
    authorId: text().notNull(),
  },
  (t) => [index('recording_comments_recording').on(t.recordingId, t.atMs)],
);

/**
 * Local: all that recordings are chosen by, in one narrow row each, so that any filter over a hundred thousand of them is
 * one pass through a few megabytes. Derived from recordings, calls and comments (`repositories/library/upkeep.ts`).
 */
export const recordingIndex = sqliteTable(
  'recording_index',
  {
    /** Its beginning in ms × 1000 and a number among those of the same one: the order of the rows is the order of time. */
    seq: integer().primaryKey(),
    recordingId: text().notNull(),
    callId: text().notNull(),
    agentId: text(),
    contactId: text(),
    campaignId: text(),
    accountId: text().notNull(),
    outcome: text(),
    direction: text().$type<'inbound' | 'outbound'>().notNull(),
    e164: integer(),
    durationMs: integer().notNull(),
    comments: integer().notNull(),
    /** 0..1; null: not measured. */
    silenceShare: real(),
    measured: text().$type<'no' | 'yes' | 'never'>().notNull(),
    /** 0..100 of the review that counts; null: there is none, or it is not published. */
    score: real(),
    /** Its words are in `recording_words`; those of before the library are brought there in the background. */
    worded: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [
    uniqueIndex('recording_index_recording').on(t.recordingId),
    index('recording_index_call').on(t.callId),
    index('recording_index_unmeasured').on(t.seq).where(sql`measured = 'no'`),
    index('recording_index_unworded').on(t.seq).where(sql`worded = 0`),
  ],
);

/** What must not be erased, whatever the rules of retention say: all of a customer, or one call. */
export const legalHolds = sqliteTable(
  'legal_holds',
  {
    ...shared,
    contactId: text(),
    callId: text(),
    reason: text().notNull(),
    authorId: text().notNull(),
  },
  (t) => [index('legal_holds_call').on(t.callId), index('legal_holds_contact').on(t.contactId)],
);
