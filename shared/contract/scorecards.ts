import { z } from 'zod';
import type { Check as CheckT } from '../domain/review/checks/check.ts';
import { LIMITS, type Scorecard as ScorecardT } from '../domain/review/scorecard.ts';
import { Changed, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

const Seconds = z.number().int().min(1).max(3_600);
const Percent = z.number().int().min(0).max(100);

export const Check: z.ZodType<CheckT> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('greeting'), withinSeconds: Seconds }),
  z.object({ kind: z.literal('hold'), mostSeconds: Seconds }),
  z.object({ kind: z.literal('talkShare'), leastPercent: Percent, mostPercent: Percent }),
  z.object({ kind: z.literal('interruptions'), most: z.number().int().min(0).max(100) }),
  z.object({ kind: z.literal('deadAir'), mostSeconds: Seconds }),
  z.object({ kind: z.literal('answers') }),
]);

const PartId = z.string().regex(/^[\w-]{1,64}$/);
const Weight = z.number().int().min(0).max(LIMITS.weight);

export const Scorecard: z.ZodType<ScorecardT> = z.object({
  groups: z
    .array(
      z.object({
        id: PartId,
        title: text(LIMITS.title),
        weight: Weight,
        criteria: z
          .array(
            z.object({
              id: PartId,
              title: text(LIMITS.title),
              hint: text(LIMITS.hint),
              weight: Weight,
              scale: z.discriminatedUnion('kind', [
                z.object({ kind: z.literal('yesNo') }),
                z.object({ kind: z.literal('points'), most: z.number().int().min(1).max(LIMITS.points) }),
              ]),
              mayNotApply: z.boolean(),
              fatal: z.boolean(),
              step: z.object({ scriptId: Id, nodeId: PartId }).optional(),
              check: Check.optional(),
            }),
          )
          .max(LIMITS.criteria),
      }),
    )
    .max(LIMITS.groups),
});

export const ScorecardSummary = z.object({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  archived: z.boolean(),
  updatedAt: Time,
  criteria: z.number().int(),
  /** What was published last; absent: nothing yet. */
  published: z.object({ versionId: Id, number: z.number().int(), at: Time }).optional(),
  /** The draft differs from what was published. */
  draftChanged: z.boolean(),
});
export type ScorecardSummary = z.infer<typeof ScorecardSummary>;

export const ScorecardDraft = z.object({
  id: Id,
  /** Of the row that the author saw. */
  version: z.number().int(),
  name: text(120),
  card: Scorecard,
});
export type ScorecardDraft = z.infer<typeof ScorecardDraft>;

export const ScorecardVersion = z.object({
  id: Id,
  scorecardId: Id,
  number: z.number().int(),
  name: z.string(),
  at: Time,
  authorName: z.string().optional(),
  remark: z.string(),
});
export type ScorecardVersion = z.infer<typeof ScorecardVersion>;

export const scorecardRequests = {
  /** By name; only the archived ones, or only the others. */
  'scorecards.list': request(
    ['desk'],
    z.object({ archived: z.boolean().default(false) }),
    z.array(ScorecardSummary),
    need('scorecards.view'),
  ),
  'scorecards.draft': request(['desk'], z.object({ id: Id }), ScorecardDraft, need('scorecards.edit')),
  'scorecards.create': request(
    ['desk'],
    z.object({ name: text(120), card: Scorecard }),
    Changed,
    need('scorecards.edit'),
  ),
  /** Fails with `changedMeanwhile`. */
  'scorecards.save': request(
    ['desk'],
    ScorecardDraft,
    Changed.extend({ version: z.number().int() }),
    need('scorecards.edit'),
  ),
  'scorecards.archive': request(
    ['desk'],
    z.object({ id: Id, archived: z.boolean() }),
    Changed,
    need('scorecards.edit'),
  ),
  /** Reviews that begin from now on use it. Fails with `scorecardFaulty` (params: faults). */
  'scorecards.publish': request(
    ['desk'],
    z.object({ id: Id, version: z.number().int(), remark: text(500) }),
    ScorecardSummary,
    need('scorecards.edit'),
  ),
  /** Newest first. */
  'scorecards.versions': request(
    ['desk'],
    z.object({ scorecardId: Id }),
    z.array(ScorecardVersion),
    need('scorecards.view'),
  ),
  'scorecards.version': request(
    ['desk'],
    z.object({ versionId: Id }),
    ScorecardVersion.extend({ card: Scorecard }),
    need('scorecards.view'),
  ),
} as const;

export const scorecardEvents = { 'scorecards.changed': Empty } as const;
