import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CheckResult } from '../../shared/domain/review/checks/check.ts';
import type { Before, ReviewState, Round } from '../../shared/domain/review/review.ts';
import type { Reason } from '../../shared/domain/review/sampling.ts';
import type { Judgements } from '../../shared/domain/review/score.ts';
import type { Scorecard } from '../../shared/domain/review/scorecard.ts';
import { flag, json, shared } from './columns.ts';

/** What talks are judged by: a draft that people edit, and the newest version that was published of it. */
export const scorecards = sqliteTable('scorecards', {
  ...shared,
  name: text().notNull(),
  card: json<Scorecard>().notNull(),
  publishedVersionId: text(),
  archived: flag().notNull(),
});

/** What was published; never changed, since reviews refer to it. */
export const scorecardVersions = sqliteTable(
  'scorecard_versions',
  {
    ...shared,
    scorecardId: text()
      .notNull()
      .references(() => scorecards.id),
    number: integer().notNull(),
    name: text().notNull(),
    at: integer().notNull(),
    authorId: text(),
    remark: text().notNull(),
    card: json<Scorecard>().notNull(),
  },
  (t) => [index('scorecard_versions_card').on(t.scorecardId, t.number)],
);

/** Talks to be reviewed, and why. One that was skipped stays, so that no rule chooses it again. */
export const reviewTasks = sqliteTable(
  'review_tasks',
  {
    ...shared,
    recordingId: text().notNull(),
    callId: text().notNull(),
    /** Whose talk it is. */
    operatorId: text().notNull(),
    /** When the talk began. */
    talkAt: integer().notNull(),
    scorecardId: text(),
    round: text().$type<Round>().notNull(),
    reasons: json<Reason[]>().notNull(),
    /** Null: whoever may. */
    assigneeId: text(),
    state: text().$type<'open' | 'done' | 'skipped'>().notNull(),
    /** Of the review that was begun. */
    reviewId: text(),
  },
  (t) => [
    index('review_tasks_open').on(t.talkAt, t.id).where(sql`state = 'open' and deleted_at is null`),
    index('review_tasks_recording').on(t.recordingId),
  ],
);

/** What somebody found of a talk (`shared/domain/review/review.ts`). */
export const reviews = sqliteTable(
  'reviews',
  {
    ...shared,
    taskId: text().notNull(),
    recordingId: text().notNull(),
    callId: text().notNull(),
    talkAt: integer().notNull(),
    scorecardId: text().notNull(),
    versionId: text().notNull(),
    state: text().$type<ReviewState>().notNull(),
    round: text().$type<Round>().notNull(),
    operatorId: text().notNull(),
    reviewerId: text().notNull(),
    judgements: json<Judgements>().notNull(),
    proposals: json<Readonly<Record<string, CheckResult>>>().notNull(),
    summary: text().notNull(),
    percent: real(),
    failed: flag().notNull(),
    publishedAt: integer(),
    reply: text(),
    repliedAt: integer(),
    appeal: text(),
    appealedAt: integer(),
    verdict: text().$type<'upheld' | 'changed'>(),
    verdictNote: text(),
    decidedBy: text(),
    decidedAt: integer(),
    before: json<Before>(),
  },
  (t) => [
    index('reviews_recording').on(t.recordingId),
    index('reviews_talk').on(t.talkAt, t.id).where(sql`state <> 'draft' and deleted_at is null`),
    index('reviews_appeals').on(t.appealedAt).where(sql`state = 'appealed' and deleted_at is null`),
  ],
);
