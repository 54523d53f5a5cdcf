import { z } from 'zod';
import {
  type AnswerType as AnswerTypeT,
  type AnswerValue as AnswerValueT,
  CARD_PARTS,
  type Condition as ConditionT,
  type ScriptFacts as FactsT,
  FILLABLE_FIELDS,
  type ScriptInput as InputT,
  type ScriptMove as MoveT,
  type ScriptNode as NodeT,
  READABLE_FIELDS,
  SCRIPT_LANGUAGES,
  type TalkScript as ScriptT,
  type TakenBack as TakenBackT,
  type ScriptText as TextT,
} from '../domain/talk-script/script.ts';
import { Changed, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need, needOf } from './need.ts';
import { Outcome } from './outcomes.ts';
import { RecordingInfo, Silence } from './recordings.ts';

/** A template may be large; what is larger is a mistake, which the core tells as `scriptTooLarge`. */
export const MAX_NODES = 2_000;
/** What is not even read. */
const NODES_BOUND = 20_000;

const NodeId = z.string().regex(/^[\w-]{1,64}$/);
const AnswerKey = z.string().regex(/^[a-z][a-zA-Z0-9_]{0,39}$/);
const ScriptText: z.ZodType<TextT> = z.partialRecord(z.enum(SCRIPT_LANGUAGES), text(5_000));
const Show = z.array(z.enum(CARD_PARTS)).max(CARD_PARTS.length).optional();
const Position = z.object({ x: z.number(), y: z.number() });
const base = { id: NodeId, title: text(200), position: Position };
const AnswerOption = z.object({ id: NodeId, label: ScriptText, next: NodeId.optional() });
const Options = z.array(AnswerOption).min(1).max(30);
const limits = { min: z.number().optional(), max: z.number().optional() };

export const AnswerType: z.ZodType<AnswerTypeT> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), options: Options }),
  z.object({
    kind: z.literal('several'),
    options: Options,
    min: z.number().int().min(0).optional(),
    max: z.number().int().min(1).optional(),
  }),
  z.object({ kind: z.literal('yesNo'), yes: NodeId.optional(), no: NodeId.optional() }),
  z.object({ kind: z.literal('number'), ...limits, whole: z.boolean() }),
  z.object({ kind: z.literal('money'), currency: z.string().regex(/^[A-Z]{3}$/), ...limits }),
  z.object({
    kind: z.literal('date'),
    notBefore: z.literal('today').optional(),
    notAfter: z.literal('today').optional(),
  }),
  z.object({
    kind: z.literal('text'),
    maxLength: z.number().int().min(1).max(5_000),
    lines: z.enum(['one', 'many']),
  }),
  z.object({
    kind: z.literal('scale'),
    from: z.number().int(),
    to: z.number().int(),
    low: ScriptText.optional(),
    high: ScriptText.optional(),
  }),
]);

export const AnswerValue: z.ZodType<AnswerValueT> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), option: NodeId }),
  z.object({ kind: z.literal('several'), options: z.array(NodeId).max(30) }),
  z.object({ kind: z.literal('yesNo'), yes: z.boolean() }),
  z.object({ kind: z.literal('number'), number: z.number() }),
  z.object({ kind: z.literal('money'), minor: z.number().int(), currency: z.string().regex(/^[A-Z]{3}$/) }),
  z.object({ kind: z.literal('date'), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  z.object({ kind: z.literal('text'), text: text(5_000) }),
  z.object({ kind: z.literal('scale'), step: z.number().int() }),
]);

/** One of the firm's own fields. */
const OwnRef = z.templateLiteral(['own.', z.uuid()]);
const FillTarget = z.union([z.enum(FILLABLE_FIELDS), OwnRef]);

const comparison = z.enum(['is', 'isNot', 'includes', 'less', 'more', 'known', 'unknown']);
export const Condition: z.ZodType<ConditionT> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('answer'), key: AnswerKey, comparison, value: text(300).optional() }),
    z.object({
      kind: z.literal('field'),
      field: z.union([z.enum(READABLE_FIELDS), OwnRef]),
      comparison,
      value: text(300).optional(),
    }),
    z.object({ kind: z.literal('list'), campaignId: Id }),
    z.object({ kind: z.literal('segment'), segmentId: Id }),
    z.object({ kind: z.enum(['all', 'any']), of: z.array(Condition).max(20) }),
    z.object({ kind: z.literal('not'), of: Condition }),
  ]),
);

const ScriptAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fillField'), field: FillTarget, value: text(2_000) }),
  z.object({ kind: z.literal('setStage'), stage: text(60) }),
  z.object({
    kind: z.literal('createTask'),
    title: ScriptText,
    inDays: z.number().int().min(0).max(3650),
    time: z.string().regex(/^\d{2}:\d{2}$/),
  }),
  z.object({ kind: z.literal('addTag'), tag: text(60) }),
  z.object({ kind: z.literal('toList'), campaignId: Id }),
  z.object({ kind: z.literal('doNotCall') }),
]);

export const ScriptNode: z.ZodType<NodeT> = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('say'), text: ScriptText, show: Show, next: NodeId.optional() }),
  z.object({
    ...base,
    kind: z.literal('ask'),
    text: ScriptText,
    key: AnswerKey,
    answer: AnswerType,
    required: z.boolean(),
    sensitive: z.boolean().optional(),
    fills: FillTarget.optional(),
    show: Show,
    next: NodeId.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('branch'),
    cases: z.array(z.object({ when: Condition, next: NodeId.optional() })).max(30),
    otherwise: NodeId.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('act'),
    actions: z.array(ScriptAction).max(20),
    next: NodeId.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('objection'),
    label: ScriptText,
    text: ScriptText,
    next: NodeId.optional(),
  }),
  z.object({ ...base, kind: z.literal('back') }),
  z.object({ ...base, kind: z.literal('end'), text: ScriptText, outcome: Outcome.optional() }),
]);

/** The shape alone; whether it leads anywhere says `shared/domain/talk-script/check.ts`. */
export const TalkScript: z.ZodType<ScriptT> = z.object({
  languages: z.array(z.enum(SCRIPT_LANGUAGES)).min(1),
  start: NodeId,
  nodes: z.array(ScriptNode).min(1).max(NODES_BOUND),
});

export const ScriptInput: z.ZodType<InputT> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('go') }),
  z.object({ kind: z.literal('answer'), value: AnswerValue }),
  z.object({ kind: z.literal('objection'), nodeId: NodeId }),
]);

export const ScriptMove: z.ZodType<MoveT> = z.object({
  nodeId: NodeId,
  input: ScriptInput,
  way: z.array(NodeId).max(NODES_BOUND).optional(),
  at: Time,
  offsetMs: z.number().int().min(0).optional(),
});

export const TakenBack: z.ZodType<TakenBackT> = z.object({ move: ScriptMove, at: Time });

export const ScriptFacts: z.ZodType<FactsT> = z.object({
  contact: z.partialRecord(z.enum(READABLE_FIELDS), z.string()),
  own: z.record(Id, z.object({ name: z.string(), text: z.string(), values: z.array(z.string()) })).optional(),
  me: z.object({ name: z.string() }),
  firm: z.object({ name: z.string() }).optional(),
  campaign: z.object({ id: Id, name: z.string() }).optional(),
  segments: z.array(Id).optional(),
  today: z.string(),
});

/** A walk through the script with what it must lead to; kept with the template and run at each change. */
export const ScriptTestCase = z.object({
  id: NodeId,
  name: text(200),
  facts: ScriptFacts,
  inputs: z.array(ScriptInput).max(1_000),
  /** The step it must stand at after them, and the answers by key. */
  endsAt: NodeId,
  outcome: Outcome.optional(),
});
export type ScriptTestCase = z.infer<typeof ScriptTestCase>;

/** When a script is offered by itself; without a list of its own only by hand. */
export const ScriptUse = z.object({
  /** Calls that come in on these lines (accounts). */
  inboundAccountIds: z.array(Id).max(50).default([]),
  /** Calls of customers in this segment. */
  segmentId: Id.optional(),
});
export type ScriptUse = z.infer<typeof ScriptUse>;

export const ScriptSummary = z.object({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  use: ScriptUse,
  /** The newest published one; absent: never published. */
  published: z.object({ versionId: Id, number: z.number().int(), at: Time }).optional(),
  /** The draft differs from it. */
  draftChanged: z.boolean(),
  steps: z.number().int(),
  archived: z.boolean(),
  updatedAt: Time,
});
export type ScriptSummary = z.infer<typeof ScriptSummary>;

export const ScriptDraft = z.object({
  id: Id,
  version: z.number().int(),
  name: text(200),
  use: ScriptUse,
  script: TalkScript,
  testCases: z.array(ScriptTestCase).max(200),
});
export type ScriptDraft = z.infer<typeof ScriptDraft>;

export const ScriptVersion = z.object({
  id: Id,
  scriptId: Id,
  number: z.number().int(),
  name: z.string(),
  at: Time,
  authorName: z.string().optional(),
  remark: z.string(),
  script: TalkScript,
});
export type ScriptVersion = z.infer<typeof ScriptVersion>;

export const RUN_STATES = ['running', 'finished', 'left'] as const;

/** One talk led by a script. It stays on the version it began with. */
export const TalkRun = z.object({
  id: Id,
  /** Number of changes: a move names the one that it saw (`changedMeanwhile`), so that two desks cannot cross. */
  revision: z.number().int(),
  callId: Id,
  scriptId: Id,
  versionId: Id,
  contactId: Id.optional(),
  campaignId: Id.optional(),
  language: z.enum(SCRIPT_LANGUAGES),
  /** As they were when the talk began, kept up while it runs. */
  facts: ScriptFacts,
  moves: z.array(ScriptMove),
  takenBack: z.array(TakenBack),
  state: z.enum(RUN_STATES),
  /** Goes on where an earlier call broke off. */
  resumedFrom: Id.optional(),
  startedAt: Time,
});
export type TalkRun = z.infer<typeof TalkRun>;

/** All that is needed to tell how a talk went, step by step, and to hear it (`shared/domain/talk-script/account.ts`). */
export const TalkAccount = z.object({
  run: TalkRun,
  /** Talks that this one went on from, the nearest first. */
  earlier: z.array(TalkRun),
  name: z.string(),
  /** Number of the version. */
  number: z.number().int(),
  script: TalkScript,
  /** Of the talk and of the earlier ones; of a call that is gone nothing. */
  calls: z.array(
    z.object({
      id: Id,
      startedAt: Time,
      recordings: z.array(
        RecordingInfo.pick({ id: true, state: true, startedAt: true, durationMs: true }).extend({
          silences: z.array(Silence),
        }),
      ),
    }),
  ),
});
export type TalkAccount = z.infer<typeof TalkAccount>;

export const BegunTalk = z.object({
  run: TalkRun,
  /** Absent: the desk has it. */
  version: ScriptVersion.optional(),
});
export type BegunTalk = z.infer<typeof BegunTalk>;

export const talkScriptRequests = {
  'talkScripts.list': request(
    ['desk'],
    z.object({ archived: z.boolean().default(false) }),
    z.array(ScriptSummary),
    need('scripts.view'),
  ),
  'talkScripts.draft': request(['desk'], z.object({ id: Id }), ScriptDraft, need('scripts.view')),
  /** A new one; without a script one with a greeting and an end. Fails with `scriptTooLarge`. */
  'talkScripts.create': request(
    ['desk'],
    z.object({
      name: text(200),
      script: TalkScript.optional(),
      testCases: z.array(ScriptTestCase).max(200).optional(),
    }),
    Changed,
    need('scripts.create'),
  ),
  /** The draft as it shall be; incomplete is allowed. Fails with `changedMeanwhile`, `scriptTooLarge`. */
  'talkScripts.save': request(
    ['desk'],
    ScriptDraft,
    Changed.extend({ version: z.number().int() }),
    need('scripts.edit'),
  ),
  'talkScripts.archive': request(
    ['desk'],
    z.object({ id: Id, archived: z.boolean() }),
    Changed,
    need('scripts.edit'),
  ),
  /** Fails with `scriptFaulty` (params: faults) when the checks or a test case find something that would stop a talk. */
  'talkScripts.publish': request(
    ['desk'],
    z.object({ id: Id, version: z.number().int(), remark: text(500).default('') }),
    ScriptSummary,
    need('scripts.edit'),
  ),
  /** Newest first. */
  'talkScripts.versions': request(
    ['desk'],
    z.object({ scriptId: Id }),
    z.array(ScriptVersion.omit({ script: true })),
    need('scripts.view'),
  ),
  'talkScripts.version': request(['desk'], z.object({ versionId: Id }), ScriptVersion, need('scripts.view')),
} as const;

export const talkScriptEvents = { 'talkScripts.changed': z.object({ ids: z.array(Id) }) } as const;

export const talkRunRequests = {
  /** The talk of this call, if a script leads it. */
  'talkRuns.ofCall': request(
    ['desk'],
    z.object({ callId: Id }),
    TalkRun.nullable(),
    needOf('calls.view', 'call', 'callId'),
  ),
  /**
   * Begins, or goes on where the customer's last talk with this script broke off. Without `scriptId` the one of the list,
   * of the line or of the segment; null when none fits. The script comes with it unless its version is among `known`, so
   * that a talk never waits for a second question.
   */
  'talkRuns.begin': request(
    ['desk'],
    z.object({
      callId: Id,
      scriptId: Id.optional(),
      anew: z.boolean().default(false),
      known: z.array(Id).max(100).default([]),
    }),
    BegunTalk.nullable(),
    needOf('calls.edit', 'call', 'callId'),
  ),
  /** On disk when it returns. Fails with `changedMeanwhile`, `scriptInputRefused` (params: because). */
  'talkRuns.move': request(
    ['desk'],
    z.object({ runId: Id, revision: z.number().int(), input: ScriptInput }),
    TalkRun,
    needOf('calls.edit', 'talkRun', 'runId'),
  ),
  'talkRuns.back': request(
    ['desk'],
    z.object({ runId: Id, revision: z.number().int() }),
    TalkRun,
    needOf('calls.edit', 'talkRun', 'runId'),
  ),
  /** The steps and answers of all talks with a customer, newest first, for the card and the log. */
  'talkRuns.ofContact': request(
    ['desk'],
    z.object({ contactId: Id, limit: z.number().int().min(1).max(100).default(10) }),
    z.array(TalkRun),
    needOf('customers.view', 'contact', 'contactId'),
  ),
  /** How the talks of a call went, the oldest first: several when another script was chosen in the middle of it. */
  'talkRuns.account': request(
    ['desk'],
    z.object({ callId: Id }),
    z.array(TalkAccount),
    needOf('calls.view', 'call', 'callId'),
  ),
} as const;

export const talkRunEvents = { 'talkRuns.changed': TalkRun } as const;
