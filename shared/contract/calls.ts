import { z } from 'zod';
import type { CallResult, CallState } from '../domain/call/call.ts';
import { CALL_RESULTS } from '../domain/call/call.ts';
import { LEAD_STATES } from '../domain/pacing/campaign.ts';
import { Done, Empty, Id, Time, text } from './common.ts';
import { Card, ContactDraft, Stage } from './contacts.ts';
import { request } from './define.ts';
import { alsoWhen, atWork, inTalk, need, needListed, needOf } from './need.ts';
import { Outcome } from './outcomes.ts';
import { CallQuality, QualitySample, TimelineEntry, TraceMessage } from './quality.ts';

export const RemoteParty = z.object({
  number: text(256),
  displayName: text(256),
  assertedNumber: text(256).optional(),
  divertedFrom: text(256).optional(),
  anonymous: z.boolean(),
});

const STATES = ['ringing', 'dialing', 'talking', 'held', 'ended'] as const satisfies readonly CallState[];
export const CallResultSchema = z.enum(CALL_RESULTS as [CallResult, ...CallResult[]]);

/** How the number of a call was read; what the lookup used as its key. */
export const NumberReading = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('e164'),
    e164: z.string(),
    display: z.string(),
    country: z.string().optional(),
  }),
  z.object({ kind: z.literal('suffix'), digits: z.string() }),
  z.object({ kind: z.literal('internal'), extension: z.string() }),
  z.object({ kind: z.literal('anonymous') }),
  z.object({ kind: z.literal('text'), text: z.string() }),
]);
export type NumberReading = z.infer<typeof NumberReading>;

/** Why a customer was matched, strongest first; each is a sentence of the catalogue (`calls:match.<reason>`). */
export const MATCH_REASONS = [
  'corrected',
  'mainNumber',
  'otherNumber',
  'companyLine',
  'extension',
  'lastDigits',
  'dialledFromCard',
] as const;
export const MatchReason = z.enum(MATCH_REASONS);
export type MatchReason = z.infer<typeof MatchReason>;

export const Match = z.object({
  contactId: Id,
  name: z.string(),
  organisation: z.string().optional(),
  reason: MatchReason,
  /** How many trailing digits agreed, for `lastDigits`. */
  digits: z.number().int().optional(),
});
export type Match = z.infer<typeof Match>;

export const Identity = z.object({
  reading: NumberReading,
  /** Ranked; the first is the chosen one. Empty: an unknown caller. */
  matches: z.array(Match),
});
export type Identity = z.infer<typeof Identity>;

/** A next call as it stands in the wrap-up's field before it is saved. */
export const FollowUpDraft = z.object({
  /** As it was typed, on the customer's clock. */
  text: text(60),
  /** How it was understood when it was typed; absent: not at all. */
  dueAt: Time.optional(),
  /** IANA zone of the customer. */
  zone: text(64),
  /** Absent: the default title, made from the customer's name at the moment of saving. */
  title: text(300).optional(),
});
export type FollowUpDraft = z.infer<typeof FollowUpDraft>;

export const CALL_PURPOSES = ['talk', 'consult', 'service'] as const;
export type CallPurpose = (typeof CALL_PURPOSES)[number];

/** A call as everybody outside the phone sees it. Durations are milliseconds. */
export const CallView = z.object({
  id: Id,
  accountId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  state: z.enum(STATES),
  remote: RemoteParty,
  dialled: z.string().optional(),
  startedAt: Time,
  progressAt: Time.optional(),
  answeredAt: Time.optional(),
  endedAt: Time.optional(),
  hold: z.object({ operator: z.boolean(), customer: z.boolean() }),
  heldMs: z.number(),
  heldSince: Time.optional(),
  muted: z.boolean(),
  /** Part of a conference now. */
  joined: z.boolean(),
  signalLostAt: Time.optional(),
  soundLostAt: Time.optional(),
  /** What the attempt was for: a customer, a colleague to be asked first, or a feature code of the PBX. */
  purpose: z.enum(CALL_PURPOSES),
  /** Of a `consult`: the talk that waits for it. */
  consultFor: Id.optional(),
  /** The list and the prospect for which it was dialled. */
  campaignId: Id.optional(),
  leadId: Id.optional(),
  /** Mean opinion score of the worst ten seconds (ITU-T G.107), when it was measured. */
  mos: z.number().optional(),
  transferredTo: z.string().optional(),
  result: CallResultSchema.optional(),
  cause: z.string().optional(),
  endedBy: z.string().optional(),
  sipCode: z.number().int().optional(),
  reason: z.string().optional(),
  identity: Identity,
  contactId: Id.optional(),
  contactName: z.string().optional(),
  organisationName: z.string().optional(),
  outcome: Outcome.optional(),
  note: z.string(),
  wrapUp: z.enum(['none', 'open', 'done']),
  /** Typed and not saved yet: neither a crash nor a reload of the desk loses it. Gone when the wrap-up is over. */
  followUpDraft: FollowUpDraft.optional(),
  recording: z
    .object({
      id: Id,
      state: z.enum(['recording', 'finished', 'repaired', 'failed']),
      durationMs: z.number().optional(),
      bytes: z.number(),
      /** It goes on and leaves out what is said now: by the operator's key, or because of a sensitive field. */
      paused: z.enum(['key', 'field']).optional(),
    })
    .optional(),
  /** There was one, and its time is over: since when it is erased. */
  recordingErasedAt: Time.optional(),
});
export type CallView = z.infer<typeof CallView>;

/** A live call with all that the card needs: the single event that paints a screen pop. */
export const LiveCall = z.object({
  call: CallView,
  card: Card.optional(),
  /** IANA zone of the customer, by card or number, otherwise the firm's; not while it rings, when nobody asks for it. */
  zone: text(64).optional(),
});
export type LiveCall = z.infer<typeof LiveCall>;

/**
 * What a saved outcome left as it was. `stageKept`, `promiseKept`: somebody has changed or kept them since. `noNumber`: the
 * number of who must not be called is not known.
 */
export const WRAP_UP_REMARKS = ['stageKept', 'promiseKept', 'noNumber'] as const;
export const WrapUpRemark = z.enum(WRAP_UP_REMARKS);
export type WrapUpRemark = z.infer<typeof WrapUpRemark>;

const FollowUp = z.object({ dueAt: Time, zone: text(64), title: text(300) });

/** What an outcome decides, as it stands. What does not apply to the call is absent. */
export const OutcomeStanding = z.object({
  stage: Stage.optional(),
  /** On the list of those who must not be called: the customer as a whole, the number. */
  forbidden: z.object({ customer: z.boolean(), number: z.boolean() }),
  /** The one that the wrap-up made. */
  promise: FollowUp.extend({ open: z.boolean() }).optional(),
  /** The prospect in its list. */
  lead: z.object({ state: z.enum(LEAD_STATES), nextAt: Time.optional() }).optional(),
});
export type OutcomeStanding = z.infer<typeof OutcomeStanding>;

const ThisCall = z.object({ callId: Id });

export const callRequests = {
  'calls.live': request(['desk', 'phone', 'shell'], Empty, z.array(LiveCall), atWork),
  'calls.dial': request(
    ['desk', 'shell'],
    z.object({
      number: text(256),
      contactId: Id.optional(),
      taskId: Id.optional(),
      /** The talk that waits: this call asks somebody else about it, and may take it over. */
      consultFor: Id.optional(),
      /**
       * Of a customer who must not be called (`mayNotDial`): somebody answers for it all the same, and it is kept who and
       * why.
       */
      override: z.object({ reason: text(300).refine((reason) => reason.trim() !== '', 'empty') }).optional(),
    }),
    z.object({ callId: Id }),
    alsoWhen(need('calls.place'), { override: 'calls.override' }),
  ),
  /** Dials the number of the last outbound attempt once more; `notFound` when there was none. */
  'calls.redial': request(['desk', 'shell'], Empty, z.object({ callId: Id }), need('calls.place')),
  'calls.answer': request(['desk', 'shell'], ThisCall, Done, inTalk),
  'calls.decline': request(['desk', 'shell'], ThisCall, Done, inTalk),
  /** Stops the ringtone of this call on this workstation; the customer still hears ringing. */
  'calls.silence': request(['desk', 'shell'], ThisCall, Done, inTalk),
  'calls.hangUp': request(['desk', 'shell'], ThisCall, Done, inTalk),
  'calls.mute': request(['desk', 'shell'], z.object({ callId: Id, muted: z.boolean() }), Done, inTalk),
  'calls.hold': request(['desk', 'shell'], z.object({ callId: Id, held: z.boolean() }), Done, inTalk),
  'calls.sendTones': request(
    ['desk'],
    z.object({ callId: Id, tones: z.string().regex(/^[0-9A-D*#,]{1,32}$/) }),
    Done,
    atWork,
  ),
  'calls.transfer': request(['desk'], z.object({ callId: Id, target: text(256) }), Done, atWork),
  /** Attended transfer: joins the two others and leaves. */
  'calls.transferTo': request(['desk'], z.object({ callId: Id, toCallId: Id }), Done, atWork),
  'calls.join': request(['desk'], z.object({ callIds: z.array(Id).min(2).max(8) }), Done, atWork),
  'calls.part': request(['desk'], ThisCall, Done, atWork),
  /** What happened in it, in order: also reconnections and silences with their lengths. */
  'calls.timeline': request(
    ['desk'],
    ThisCall,
    z.array(TimelineEntry),
    needOf('calls.view', 'call', 'callId'),
  ),
  'calls.quality': request(['desk'], ThisCall, CallQuality, needOf('calls.view', 'call', 'callId')),
  /** The SIP messages of the call, in order. */
  'calls.trace': request(['desk'], ThisCall, z.array(TraceMessage), needOf('calls.view', 'call', 'callId')),
  /** Everything that a PBX administrator needs to judge a bad call, without secrets, as one readable file. */
  'calls.report': request(
    ['desk'],
    ThisCall,
    z.object({ fileName: z.string(), text: z.string() }),
    needOf('calls.view', 'call', 'callId'),
  ),
  'calls.list': request(
    ['desk'],
    z.object({
      contactId: Id.optional(),
      results: z.array(CallResultSchema).optional(),
      direction: z.enum(['inbound', 'outbound']).optional(),
      /** Name or part of a number. */
      search: text(100).optional(),
      /** Calls that began before this one: the id of the last row of the page before. */
      before: Id.optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ calls: z.array(CallView), more: z.boolean() }),
    needListed('calls.view'),
  ),
  'calls.get': request(['desk'], ThisCall, LiveCall, needOf('calls.view', 'call', 'callId')),
  /**
   * Saves a part or all of the wrap-up; `close` ends it, and then the outcome's consequences are carried out. Saved again
   * later, another outcome takes back those of the first. A follow-up becomes a promise of the customer, in place of one
   * that this wrap-up made before; its draft only stays until the wrap-up is over. Null takes any of them away. Fails with
   * `promiseMissing`.
   */
  'calls.wrapUp': request(
    ['desk'],
    z.object({
      callId: Id,
      outcome: Outcome.nullish(),
      note: text(10_000).optional(),
      followUp: FollowUp.nullish(),
      followUpDraft: FollowUpDraft.nullish(),
      close: z.boolean(),
    }),
    CallView.extend({ remarks: z.array(WrapUpRemark).optional() }),
    needOf('calls.edit', 'call', 'callId'),
  ),
  /** What saving it so would change; nothing is changed. Without outcome and promise: how it stands. Fails with `promiseMissing`. */
  'calls.previewWrapUp': request(
    ['desk'],
    z.object({ callId: Id, outcome: Outcome.nullish(), followUp: FollowUp.nullish() }),
    z.object({ before: OutcomeStanding, after: OutcomeStanding, remarks: z.array(WrapUpRemark) }),
    needOf('calls.edit', 'call', 'callId'),
  ),
  /** The operator says who it really was. `remember` makes this customer the first match of the number. */
  'calls.assign': request(
    ['desk'],
    z.object({ callId: Id, contactId: Id.nullable(), remember: z.boolean() }),
    LiveCall,
    needOf('calls.edit', 'call', 'callId'),
  ),
  /** The short form for an unknown caller: makes the customer and puts the call on its card. */
  'calls.register': request(
    ['desk'],
    z.object({ callId: Id, draft: ContactDraft }),
    LiveCall,
    alsoWhen(needOf('calls.edit', 'call', 'callId'), { draft: 'customers.create' }),
  ),
} as const;

export const callEvents = {
  /** A call began, changed or ended. `card` comes when the customer (or what is known of it) changed. */
  'calls.changed': LiveCall,
  /** The newest second of a talk. */
  'calls.measured': z.object({ callId: Id, sample: QualitySample }),
} as const;
