import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MergeRunCounts, MergeRunState } from '../../shared/domain/duplicates/merge-run.ts';
import { json, shared } from './columns.ts';

/**
 * Two cards that became one. As long as it stands, whoever asks for `fromId` gets `intoId`, and no row is written with the one that
 * went: a replica that gets this row does the same. A tombstone: the merge was taken back.
 */
export const merges = sqliteTable(
  'merges',
  {
    ...shared,
    fromId: text().notNull(),
    intoId: text().notNull(),
    authorId: text().notNull(),
    /** When, UTC ms. */
    at: integer().notNull(),
    /** Of the run that made it with many others. */
    runId: text(),
  },
  (t) => [
    index('merges_from').on(t.fromId).where(sql`deleted_at is null`),
    index('merges_into').on(t.intoId).where(sql`deleted_at is null`),
    index('merges_run').on(t.runId).where(sql`run_id is not null`),
  ],
);

/** Two cards that somebody looked at and found to be of two. The smaller id is the first. */
export const distinctContacts = sqliteTable(
  'distinct_contacts',
  {
    ...shared,
    firstId: text().notNull(),
    secondId: text().notNull(),
    authorId: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    index('distinct_contacts_pair').on(t.firstId, t.secondId).where(sql`deleted_at is null`),
    index('distinct_contacts_second').on(t.secondId).where(sql`deleted_at is null`),
  ],
);

/** What of this machine belongs to a merge: places among the most recent ones, and whether rows are still on their way. */
export const mergeSteps = sqliteTable(
  'merge_steps',
  {
    mergeId: text().primaryKey(),
    fromRseq: integer().notNull(),
    intoRseq: integer().notNull(),
    /** A long history goes in steps: `out` to the one that stays, `back` when the merge is taken back. */
    going: text().$type<'out' | 'back'>(),
  },
  (t) => [index('merge_steps_going').on(t.going).where(sql`going is not null`)],
);

/** Changes of rows that a merge made, by their operations in the outbox: they are taken back by these. Local, as the outbox is. */
export const mergeMoves = sqliteTable(
  'merge_moves',
  {
    mergeId: text().notNull(),
    seq: integer().notNull(),
    /** Of the outbox; a row of a local table stands there by its name and id instead. */
    opId: text(),
    table: text('table_name'),
    row: text('row_id'),
    /** Null: it stands. */
    undone: text().$type<'back' | 'kept'>(),
  },
  (t) => [
    primaryKey({ columns: [t.mergeId, t.seq] }),
    index('merge_moves_standing').on(t.mergeId, t.seq).where(sql`undone is null`),
  ],
);

/** Runs that merge all certain pairs: for their progress, to go on after a crash, and to be taken back. Local. */
export const mergeRuns = sqliteTable('merge_runs', {
  id: text().primaryKey(),
  byId: text().notNull(),
  state: text().$type<MergeRunState>().notNull(),
  startedAt: integer().notNull(),
  endedAt: integer(),
  counts: json<MergeRunCounts>().notNull(),
});
