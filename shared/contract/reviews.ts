import { z } from 'zod';
import type { CheckResult as CheckResultT } from '../domain/review/checks/check.ts';
import { REVIEW_STATES } from '../domain/review/review.ts';
import { REASON_KINDS, type SamplingRules as SamplingRulesT } from '../domain/review/sampling.ts';
import { LIMITS } from '../domain/review/scorecard.ts';
import { Changed, Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need, needListed, needOf } from './need.ts';
import { Outcome } from './outcomes.ts';
import { Check, Scorecard } from './scorecards.ts';

const WORDS = 2_000;
const PartId = z.string().regex(/^[\w-]{1,64}$/);
const Percent = z.number().int().min(0).max(100);
const Seconds = z.number().int().min(1).max(36_000);

export const SamplingRules: z.ZodType<SamplingRulesT> = z.object({
  lookBackDays: z.number().int().min(1).max(90),
  scorecardId: Id.optional(),
  risk: z.object({
    fatalCheck: z.boolean(),
    silencePercent: Percent.optional(),
    holdSeconds: Seconds.optional(),
    shortSeconds: Seconds.optional(),
    customerHungUp: z.boolean(),
    outcomes: z.array(Outcome).max(200),
    soundBelow: z.number().min(1).max(4.5).optional(),
  }),
  randomPercent: Percent,
  perOperatorWeek: z.number().int().min(0).max(100),
});

export const Reason = z.object({
  kind: z.enum(REASON_KINDS),
  value: z.number().optional(),
  name: z.string().optional(),
});

const Round = z.enum(['first', 'second']);

/** Of a talk, whoever it is about. */
const Talk = z.object({
  recordingId: Id,
  callId: Id,
  talkAt: Time,
  operatorId: Id,
  operatorName: z.string(),
  contactName: z.string().optional(),
  number: z.string(),
});

export const ReviewTask = Talk.extend({
  id: Id,
  durationMs: z.number(),
  round: Round,
  reasons: z.array(Reason),
  scorecardId: Id.optional(),
  /** Who has to do it; absent: whoever may. */
  assigneeId: Id.optional(),
  assigneeName: z.string().optional(),
  /** Who has begun it. */
  reviewerId: Id.optional(),
  reviewerName: z.string().optional(),
});
export type ReviewTask = z.infer<typeof ReviewTask>;

export const Judgement = z.object({
  /** `null`: does not apply; absent: not judged yet. */
  points: z.number().int().min(0).max(LIMITS.points).nullable().optional(),
  comment: text(WORDS).optional(),
  atMs: z.number().int().min(0).max(86_400_000).optional(),
});
export const Judgements = z
  .record(PartId, Judgement)
  .refine((all) => Object.keys(all).length <= LIMITS.criteria, 'more than a card can have');

export const CheckResult: z.ZodType<CheckResultT> = z.object({
  check: Check,
  verdict: z.enum(['passed', 'failed', 'unknown']),
  value: z.number().optional(),
  atMs: z.array(z.number()),
  open: z.array(z.string()).optional(),
});

export const ReviewRow = Talk.extend({
  id: Id,
  reviewerId: Id,
  reviewerName: z.string(),
  scorecardId: Id,
  scorecardName: z.string(),
  round: Round,
  state: z.enum(REVIEW_STATES),
  /** 0..100 */
  percent: z.number().optional(),
  failed: z.boolean(),
  publishedAt: Time.optional(),
  replied: z.boolean(),
});
export type ReviewRow = z.infer<typeof ReviewRow>;

export const ReviewView = ReviewRow.extend({
  /** Of the row that was seen. */
  version: z.number().int(),
  versionNumber: z.number().int(),
  card: Scorecard,
  judgements: Judgements,
  proposals: z.record(PartId, CheckResult),
  summary: z.string(),
  reply: z.string().optional(),
  repliedAt: Time.optional(),
  appeal: z.string().optional(),
  appealedAt: Time.optional(),
  verdict: z.enum(['upheld', 'changed']).optional(),
  verdictNote: z.string().optional(),
  decidedAt: Time.optional(),
  decidedByName: z.string().optional(),
  /** As it was before an appeal changed it. */
  before: z
    .object({ judgements: Judgements, percent: z.number().nullable(), failed: z.boolean() })
    .optional(),
  /** Why the talk was chosen; for reviewers. */
  reasons: z.array(Reason),
  /** The asker may still judge: it is his draft. */
  mine: z.boolean(),
  /** It is about the asker. */
  aboutMe: z.boolean(),
});
export type ReviewView = z.infer<typeof ReviewView>;

const Named = z.object({ id: z.string(), name: z.string() });
const Days = { firstDay: z.iso.date(), lastDay: z.iso.date() };

const Point = z.object({ week: z.string(), reviews: z.number().int(), percent: z.number() });
const Trend = z.object({
  id: z.string(),
  reviews: z.number().int(),
  percent: z.number(),
  weeks: z.array(Point),
});
export const ReviewTrends = z.object({
  people: z.array(
    Trend.extend({
      name: z.string(),
      failed: z.number().int(),
      weakest: z.array(
        z.object({
          criterionId: z.string(),
          title: z.string(),
          reviews: z.number().int(),
          percent: z.number(),
          talks: z.array(
            z.object({ reviewId: Id, recordingId: Id, callId: Id, at: Time, percent: z.number() }),
          ),
        }),
      ),
    }),
  ),
  criteria: z.array(Trend.extend({ title: z.string() })),
  weeks: z.array(Point),
});
export type ReviewTrends = z.infer<typeof ReviewTrends>;

export const ReviewAgreement = z.object({
  talks: z.number().int(),
  criteria: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      pairs: z.number().int(),
      same: z.number(),
      kappa: z.number().optional(),
    }),
  ),
  kappa: z.number().optional(),
  apart: z.number().optional(),
});
export type ReviewAgreement = z.infer<typeof ReviewAgreement>;

export const reviewRequests = {
  /** Talks that wait for a review, appeals first, then the oldest talk. */
  'reviews.queue': request(
    ['desk'],
    Empty,
    z.object({ tasks: z.array(ReviewTask), appeals: z.array(ReviewRow), more: z.boolean() }),
    needListed('reviews.score'),
  ),
  /** Chooses talks by the rules. */
  'reviews.fill': request(
    ['desk'],
    Empty,
    z.object({ looked: z.number().int(), added: z.number().int() }),
    needListed('reviews.score'),
  ),
  'reviews.rules': request(['desk'], Empty, SamplingRules, need('scorecards.view')),
  'reviews.saveRules': request(['desk'], SamplingRules, Done, need('scorecards.edit')),
  'reviews.skip': request(
    ['desk'],
    z.object({ taskId: Id }),
    Changed,
    needOf('reviews.score', 'reviewTask', 'taskId'),
  ),
  /** Who can be asked for a second review, people whose reviews can be read, and cards that can be used. */
  'reviews.choices': request(
    ['desk'],
    Empty,
    z.object({ reviewers: z.array(Named), operators: z.array(Named), scorecards: z.array(Named) }),
    needListed('reviews.view'),
  ),
  /** The asker's draft of this talk, or his new one. Fails with `reviewTaken` (name), `reviewOwn`, `reviewClosed`, `scorecardNotPublished`. */
  'reviews.begin': request(
    ['desk'],
    z.object({ recordingId: Id, scorecardId: Id.optional() }),
    z.object({ reviewId: Id }),
    needOf('reviews.score', 'recording', 'recordingId'),
  ),
  /** The review of a talk that counts, as far as it is published and the asker may read it. */
  'reviews.ofRecording': request(
    ['desk'],
    z.object({ recordingId: Id }),
    z.object({ reviewId: Id.optional() }),
    needOf('reviews.view', 'recording', 'recordingId'),
  ),
  'reviews.get': request(
    ['desk'],
    z.object({ reviewId: Id }),
    ReviewView,
    needOf('reviews.view', 'review', 'reviewId'),
  ),
  /** Fails with `changedMeanwhile`. */
  'reviews.save': request(
    ['desk'],
    z.object({ reviewId: Id, version: z.number().int(), judgements: Judgements, summary: text(WORDS) }),
    z.object({ version: z.number().int() }),
    needOf('reviews.score', 'review', 'reviewId'),
  ),
  /** From now on the operator sees it. Fails with `reviewIncomplete` (left). */
  'reviews.publish': request(
    ['desk'],
    z.object({ reviewId: Id, version: z.number().int() }),
    ReviewView,
    needOf('reviews.score', 'review', 'reviewId'),
  ),
  /** A draft: its talk waits again. */
  'reviews.discard': request(
    ['desk'],
    z.object({ reviewId: Id }),
    Done,
    needOf('reviews.score', 'review', 'reviewId'),
  ),
  'reviews.reply': request(
    ['desk'],
    z.object({ reviewId: Id, text: text(WORDS).min(1) }),
    ReviewView,
    needOf('reviews.view', 'review', 'reviewId'),
  ),
  'reviews.appeal': request(
    ['desk'],
    z.object({ reviewId: Id, reason: text(WORDS).min(1) }),
    ReviewView,
    needOf('reviews.view', 'review', 'reviewId'),
  ),
  /** Without judgements the review stands. */
  'reviews.decide': request(
    ['desk'],
    z.object({ reviewId: Id, note: text(WORDS).min(1), judgements: Judgements.optional() }),
    ReviewView,
    needOf('reviews.score', 'review', 'reviewId'),
  ),
  /** Once more by somebody who does not see the first one. Fails with `secondReviewer`. */
  'reviews.second': request(
    ['desk'],
    z.object({ reviewId: Id, reviewerId: Id }),
    Done,
    needOf('reviews.score', 'review', 'reviewId'),
  ),
  /** Published ones that count, the newest talk first; days of the talk, both included. */
  'reviews.list': request(
    ['desk'],
    z.object({
      operatorId: Id.optional(),
      firstDay: z.iso.date().optional(),
      lastDay: z.iso.date().optional(),
      /** The last of the page before. */
      before: Id.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(ReviewRow), more: z.boolean() }),
    needListed('reviews.view'),
  ),
  'reviews.trends': request(
    ['desk'],
    z.object({ ...Days, scorecardId: Id.optional() }),
    ReviewTrends,
    needListed('reviews.view'),
  ),
  'reviews.agreement': request(
    ['desk'],
    z.object({ ...Days, scorecardId: Id.optional() }),
    ReviewAgreement,
    needListed('reviews.score'),
  ),
} as const;

/** What is to be reviewed, or was. */
export const reviewEvents = { 'reviews.changed': Empty } as const;
