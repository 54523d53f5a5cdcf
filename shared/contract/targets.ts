import { z } from 'zod';
import { SPANS } from '../domain/reports/calendar.ts';
import { GOALS } from '../domain/targets/target.ts';
import { Changed, Empty, Id } from './common.ts';
import { request } from './define.ts';
import { need, needListed } from './need.ts';

const Span = z.enum(SPANS);
const Amount = z.number().int().min(0).max(10_000_000);
/** What is to be reached; absent or 0: nothing is asked. `minutes` are of talk. */
export const Goals = z.partialRecord(z.enum(GOALS), Amount);
export type Goals = z.infer<typeof Goals>;

const Standing = z.object({
  goals: z.array(
    z.object({
      goal: z.enum(GOALS),
      target: z.number(),
      fact: z.number(),
      /** 1 is the target. */
      share: z.number(),
      /** Calls until it is reached at the present conversion; null: of so many calls none did anything for it. */
      callsLeft: z.number().nullable(),
    }),
  ),
  callsLeft: z.number().nullable(),
  /** In each working hour that is left; null: none is, or nobody knows. */
  perHour: z.number().nullable(),
});

export const TargetRow = z.object({
  /** Absent: the whole firm. */
  agentId: Id.optional(),
  name: z.string(),
  /** What was done, set or not. */
  facts: z.record(z.enum(GOALS), z.number()),
  standing: Standing,
});
export type TargetRow = z.infer<typeof TargetRow>;

const Period = { firstDay: z.string(), lastDay: z.string() };

export const targetRequests = {
  /** Target and fact of the period that has this day: of the firm, if one may see everybody's, and of each person within reach. */
  'targets.standing': request(
    ['desk'],
    z.object({ span: Span, day: z.iso.date() }),
    z.object({
      ...Period,
      /** It lies behind us: nothing can be done for it any more. */
      over: z.boolean(),
      /** Working time that is left of it, ms, without public holidays. */
      workMsLeft: z.number(),
      rows: z.array(TargetRow),
    }),
    needListed('targets.view'),
  ),
  /** One's own, of the spans that have a target, the shortest first. */
  'targets.own': request(
    ['desk'],
    Empty,
    z.array(z.object({ span: Span, ...Period, standing: Standing })),
    needListed('targets.view'),
  ),
  /** Holds from the period of this day on, until another one is set. No goals: from then on there is no target. */
  'targets.save': request(
    ['desk'],
    z.object({ agentId: Id.optional(), span: Span, day: z.iso.date(), goals: Goals }),
    Changed,
    need('targets.edit'),
  ),
} as const;

export const targetEvents = { 'targets.changed': Empty } as const;
