import { z } from 'zod';
import { CALL_RESULTS, type CallResult } from '../domain/call/call.ts';
import { FIGURES } from '../domain/results/counts.ts';
import { EXPORT_KINDS, EXPORT_WORDS } from '../domain/results/export-words.ts';
import { Bytes, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need, needListed } from './need.ts';
import { Outcome } from './outcomes.ts';

/** Which calls are counted: those with a customer that are over. Days: `yyyy-mm-dd` at the workplace, both included. */
export const ResultsFilter = z.object({
  campaignId: Id.optional(),
  /** Calls with a talk that this template led. */
  scriptId: Id.optional(),
  agentId: Id.optional(),
  /** Absent: both. */
  direction: z.enum(['outbound', 'inbound']).optional(),
  firstDay: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
});
export type ResultsFilter = z.infer<typeof ResultsFilter>;

/**
 * dialled: attempts; answered: somebody, or a machine, took it; reached, agreed, refused: calls with an outcome that says so
 * (`shared/domain/outcome/meaning.ts`); talkMs: from answer to end, holds included, of all together.
 */
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
  /** Most attempts first. */
  perAgent: z.array(ResultCounts.extend({ agentId: Id.optional(), name: z.string() })),
  /** `yyyy-mm-dd` at the workplace; without gaps. */
  perDay: z.array(ResultCounts.extend({ day: z.string() })),
  /** Most frequent first; without `outcome`: nobody gave one. */
  perOutcome: z.array(z.object({ outcome: Outcome.optional(), calls: z.number().int() })),
});
export type Results = z.infer<typeof Results>;

/** One step of a template: how many talks came to it, and for how many it was the last though they were not finished. */
export const FunnelStep = z.object({
  nodeId: z.string(),
  title: z.string(),
  kind: z.enum(['say', 'ask', 'objection', 'end']),
  reached: z.number().int(),
  leftHere: z.number().int(),
});
export type FunnelStep = z.infer<typeof FunnelStep>;

export const AnswerCount = z.object({
  nodeId: z.string(),
  key: z.string(),
  title: z.string(),
  kind: z.enum(['one', 'several', 'yesNo', 'number', 'money', 'date', 'text', 'scale']),
  /** ISO 4217, of money. */
  currency: z.string().optional(),
  /** Talks in which it was answered. */
  answered: z.number().int(),
  /** Choices, steps of a scale and dates, in their order. `yes` and `no` have no label. */
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
  /** Of numbers and money (minor units). Quartiles lie between two values when the middle does. */
  numbers: z
    .object({ min: z.number(), q1: z.number(), median: z.number(), q3: z.number(), max: z.number() })
    .optional(),
  /** Newest first, at most 100. */
  texts: z.array(z.object({ callId: Id, text: z.string() })),
  perAgent: z.array(
    z.object({
      agentId: Id.optional(),
      name: z.string(),
      answered: z.number().int(),
      values: z.array(z.object({ value: z.string(), count: z.number().int() })),
      median: z.number().optional(),
    }),
  ),
});
export type AnswerCount = z.infer<typeof AnswerCount>;

/** Over all versions of a template, by step; titles are the newest version's. */
export const ScriptResults = z.object({
  runs: z.number().int(),
  finished: z.number().int(),
  /** In the order in which a talk goes through them; objections and steps of old versions last. */
  funnel: z.array(FunnelStep),
  answers: z.array(AnswerCount),
});
export type ScriptResults = z.infer<typeof ScriptResults>;

/** A part of the counted calls: what a figure on the screen stands for. Everything given must hold. */
export const ResultSelection = z.object({
  figure: z.enum(FIGURES).optional(),
  /** `yyyy-mm-dd` at the workplace. */
  day: z.iso.date().optional(),
  /** Null: nobody gave one. */
  outcome: Outcome.nullable().optional(),
  /** Of the filter's template: talks that came to this step. */
  nodeId: text(64).optional(),
  /** Answered there so; as in `AnswerCount.values`. */
  value: text(300).optional(),
  /** Answered there, whatever. */
  answered: z.boolean().optional(),
  leftHere: z.boolean().optional(),
  /** Came to an end of the template, or did not. */
  finished: z.boolean().optional(),
});
export type ResultSelection = z.infer<typeof ResultSelection>;

export const ResultTalk = z.object({
  callId: Id,
  at: Time,
  direction: z.enum(['outbound', 'inbound']),
  contactId: Id.optional(),
  contactName: z.string().optional(),
  organisationName: z.string().optional(),
  /** As it came or was dialled. */
  number: z.string(),
  agentName: z.string().optional(),
  result: z.enum(CALL_RESULTS as [CallResult, ...CallResult[]]).optional(),
  outcome: Outcome.optional(),
  talkMs: z.number(),
  recordingId: Id.optional(),
  /** Where in the recording the step was. */
  offsetMs: z.number().optional(),
});
export type ResultTalk = z.infer<typeof ResultTalk>;

/** More rows than this are refused (`exportTooLarge`): a workbook is built in memory, and no program shows more than a million. */
export const EXPORT_ROWS = { csv: 500_000, xlsx: 100_000 } as const;

const Name = z.object({ id: Id, name: z.string() });

export const resultRequests = {
  /** What can be filtered by: lists ended and templates archived included, since their calls are still there. */
  'results.choices': request(
    ['desk'],
    Empty,
    z.object({ campaigns: z.array(Name), scripts: z.array(Name), agents: z.array(Name) }),
    need('results.view'),
  ),
  'results.calls': request(['desk'], ResultsFilter, Results, needListed('results.view')),
  'results.script': request(
    ['desk'],
    ResultsFilter.required({ scriptId: true }),
    ScriptResults,
    needListed('results.view'),
  ),
  /** The talks behind a figure, newest first: who gave this answer, who left here. */
  'results.talks': request(
    ['desk'],
    ResultsFilter.extend(ResultSelection.shape).extend({
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ talks: z.array(ResultTalk), more: z.boolean() }),
    needListed('results.view'),
  ),
  /**
   * A file for the desk to offer, in the words of the asker's language; cells that would be formulas are defused.
   * `answers` need `scriptId`. Fails with `exportTooLarge` (params: rows).
   */
  'results.export': request(
    ['desk'],
    ResultsFilter.extend({
      kind: z.enum(EXPORT_KINDS),
      format: z.enum(['csv', 'xlsx']),
      words: z.record(z.enum(EXPORT_WORDS), text(200)),
      resultNames: z.record(z.enum(CALL_RESULTS as [CallResult, ...CallResult[]]), text(200)),
      /** By their keys. */
      outcomeNames: z.record(Outcome, text(200)),
    }),
    z.object({ fileName: z.string(), bytes: Bytes }),
    needListed('results.export'),
  ),
} as const;
