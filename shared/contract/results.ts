import { z } from 'zod';
import { Bytes, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { Outcome } from './outcomes.ts';

/** Which talks are counted. Times: UTC ms, `to` excluded. */
export const ResultsFilter = z.object({
  campaignId: Id.optional(),
  scriptId: Id.optional(),
  agentId: Id.optional(),
  from: Time.optional(),
  to: Time.optional(),
});
export type ResultsFilter = z.infer<typeof ResultsFilter>;

/** dialled: attempts; reached, agreed, refused: calls with an outcome of that consequence; talkMs: sum of talk time. */
export const ResultCounts = z.object({
  dialled: z.number().int(),
  answered: z.number().int(),
  reached: z.number().int(),
  agreed: z.number().int(),
  refused: z.number().int(),
  talkMs: z.number(),
});
export type ResultCounts = z.infer<typeof ResultCounts>;

export const Results = z.object({
  total: ResultCounts,
  perAgent: z.array(ResultCounts.extend({ agentId: Id.optional(), name: z.string() })),
  perDay: z.array(ResultCounts.extend({ day: z.string() })),
  perOutcome: z.array(z.object({ outcome: Outcome, calls: z.number().int() })),
});
export type Results = z.infer<typeof Results>;

/** One step of a template: how many talks came to it, and for how many it was the last. */
export const FunnelStep = z.object({
  nodeId: z.string(),
  title: z.string(),
  kind: z.string(),
  reached: z.number().int(),
  leftHere: z.number().int(),
});

export const AnswerCount = z.object({
  nodeId: z.string(),
  key: z.string(),
  title: z.string(),
  answered: z.number().int(),
  /** Of choices and scales: per value; of numbers and money also the quartiles. */
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
  numbers: z
    .object({ min: z.number(), q1: z.number(), median: z.number(), q3: z.number(), max: z.number() })
    .optional(),
});

export const ScriptResults = z.object({
  runs: z.number().int(),
  finished: z.number().int(),
  funnel: z.array(FunnelStep),
  answers: z.array(AnswerCount),
});
export type ScriptResults = z.infer<typeof ScriptResults>;

export const EXPORT_KINDS = ['calls', 'answers', 'summary'] as const;

export const resultRequests = {
  'results.calls': request(['desk'], ResultsFilter, Results),
  'results.script': request(['desk'], ResultsFilter.required({ scriptId: true }), ScriptResults),
  /** The talks behind a figure: who gave this answer, who left here. */
  'results.talks': request(
    ['desk'],
    ResultsFilter.extend({
      nodeId: text(64).optional(),
      /** As in `AnswerCount.values`. */
      value: text(300).optional(),
      leftHere: z.boolean().optional(),
      outcome: Outcome.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.array(
      z.object({
        callId: Id,
        at: Time,
        contactId: Id.optional(),
        contactName: z.string().optional(),
        outcome: Outcome.optional(),
        recordingId: Id.optional(),
        /** Where in the recording the step was. */
        offsetMs: z.number().optional(),
      }),
    ),
  ),
  /** A file for the desk to offer; cells that would be formulas are defused. */
  'results.export': request(
    ['desk'],
    ResultsFilter.extend({ kind: z.enum(EXPORT_KINDS), format: z.enum(['csv', 'xlsx']) }),
    z.object({ fileName: z.string(), bytes: Bytes }),
  ),
} as const;
