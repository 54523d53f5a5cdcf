import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ReportViewBody } from '../../shared/contract/report-views.ts';
import type { Span } from '../../shared/domain/reports/calendar.ts';
import type { Goals } from '../../shared/domain/targets/target.ts';
import { flag, json, shared } from './columns.ts';

/** What is to be reached in each day, week or month, from one on until another target follows. */
export const targets = sqliteTable('targets', {
  ...shared,
  /** Null: the whole firm. */
  agentId: text(),
  span: text().$type<Span>().notNull(),
  /** First day of the first period that it holds for, `yyyy-mm-dd`. */
  since: text().notNull(),
  /** Empty: from then on there is none. */
  goals: json<Goals>().notNull(),
});

/** A report as somebody set it up, with a name. */
export const reportViews = sqliteTable('report_views', {
  ...shared,
  ownerId: text().notNull(),
  name: text().notNull(),
  /** Everybody who may see reports has it. */
  shared: flag().notNull(),
  view: json<ReportViewBody>().notNull(),
});

/** One colleague lets another hear a recording, for a time. */
export const recordingShares = sqliteTable(
  'recording_shares',
  {
    ...shared,
    recordingId: text().notNull(),
    fromId: text().notNull(),
    toId: text().notNull(),
    /** Where to listen, from the beginning of the recording. */
    atMs: integer().notNull(),
    note: text().notNull(),
    /** UTC ms; from then on it is as if it had never been. */
    expiresAt: integer().notNull(),
  },
  (t) => [
    index('recording_shares_to').on(t.toId, t.expiresAt),
    index('recording_shares_recording').on(t.recordingId),
  ],
);
