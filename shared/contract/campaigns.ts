import { z } from 'zod';
import {
  CAMPAIGN_STATES,
  LEAD_ENDS,
  LEAD_STATES,
  PACES,
  type PacingRules as Rules,
  VERDICT_REASONS,
} from '../domain/pacing/campaign.ts';
import { Changed, Done, Empty, Id, Time, text } from './common.ts';
import { Card } from './contacts.ts';
import { request } from './define.ts';
import { alsoWhen, atWork, need, needListed, needOf } from './need.ts';
import { SegmentFilter } from './segments.ts';

const Minute = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);
const Hours = z
  .object({ from: Minute, to: Minute })
  .refine(({ from, to }) => from < to, 'empty day')
  .nullable();
const Retry = z.object({
  afterMinutes: z
    .number()
    .int()
    .min(1)
    .max(90 * 24 * 60),
  otherNumber: z.boolean(),
});

export const PacingRules = z.object({
  hours: z.tuple([Hours, Hours, Hours, Hours, Hours, Hours, Hours]).readonly(),
  restOnHolidays: z.boolean(),
  maxAttempts: z.number().int().min(1).max(100),
  maxAttemptsADay: z.number().int().min(1).max(20),
  retry: z.object({ busy: Retry, noAnswer: Retry, declined: Retry, failed: Retry }),
  quietDays: z.number().int().min(0).max(3650),
  needsConsent: z.boolean(),
  ringSeconds: z.number().int().min(5).max(180),
  countdownSeconds: z.number().int().min(0).max(120),
  wrapUpSeconds: z.number().int().min(0).max(3600),
}) satisfies z.ZodType<Rules>;
export type PacingRules = z.infer<typeof PacingRules>;

export const Verdict = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    because: z.enum(VERDICT_REASONS),
    until: Time.optional(),
    detail: z.string().optional(),
  }),
]);
export type Verdict = z.infer<typeof Verdict>;

const Goal = z.object({
  calls: z.number().int().min(1).optional(),
  reached: z.number().int().min(1).optional(),
  agreed: z.number().int().min(1).optional(),
});

export const CampaignDraft = z.object({
  name: text(200).refine((name) => name.trim() !== '', 'empty'),
  pace: z.enum(PACES),
  /** Published talk script; absent: none. */
  scriptId: Id.nullish(),
  /** Shared out at the beginning among these, in turns; empty: a pool for everybody. */
  ownerIds: z.array(Id).max(500).default([]),
  goal: Goal.default({}),
  rules: PacingRules,
});
export type CampaignDraft = z.input<typeof CampaignDraft>;

export const CampaignCounts = z.object({
  leads: z.number().int(),
  /** Not worked to the end, nobody has them now. */
  waiting: z.number().int(),
  /** Of the waiting: their time has come. */
  due: z.number().int(),
  /** When the time of the next one comes, while none is due and that is known. */
  nextAt: Time.optional(),
  claimed: z.number().int(),
  done: z.number().int(),
  calls: z.number().int(),
  reached: z.number().int(),
  agreed: z.number().int(),
});
export type CampaignCounts = z.infer<typeof CampaignCounts>;

export const Campaign = z.object({
  id: Id,
  version: z.number().int(),
  ...CampaignDraft.shape,
  scriptId: Id.optional(),
  ownerIds: z.array(Id),
  goal: Goal,
  state: z.enum(CAMPAIGN_STATES),
  createdAt: Time,
  startedAt: Time.optional(),
  endedAt: Time.optional(),
  counts: CampaignCounts,
  /** Prospects are still being put in. */
  filling: z.boolean(),
});
export type Campaign = z.infer<typeof Campaign>;

/** Where prospects come from. */
export const LeadSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('filter'), filter: SegmentFilter }),
  z.object({ kind: z.literal('segment'), segmentId: Id }),
  z.object({ kind: z.literal('contacts'), ids: z.array(Id).min(1).max(10_000) }),
]);
export type LeadSource = z.infer<typeof LeadSource>;

export const LeadRow = z.object({
  id: Id,
  campaignId: Id,
  contactId: Id,
  contactName: z.string(),
  organisationName: z.string().optional(),
  /** E.164 or raw, the one that comes next. */
  phone: z.string().optional(),
  phoneDisplay: z.string().optional(),
  state: z.enum(LEAD_STATES),
  priority: z.number().int(),
  ownerId: Id.optional(),
  attempts: z.number().int(),
  lastAttemptAt: Time.optional(),
  /** Outcome of the last attempt, or how it failed. */
  lastResult: z.string().optional(),
  nextAt: Time.optional(),
  end: z.enum(LEAD_ENDS).optional(),
  claimedBy: Id.optional(),
});
export type LeadRow = z.infer<typeof LeadRow>;

export const DoNotCallEntry = z.object({
  id: Id,
  /** E.164 with the plus; absent: the customer as a whole. */
  number: z.string().optional(),
  numberDisplay: z.string().optional(),
  contactId: Id.optional(),
  contactName: z.string().optional(),
  /** Of a person who was erased: the number is kept as a hash, and so nobody can read it. */
  erased: z.boolean().optional(),
  reason: z.string(),
  addedAt: Time,
  addedBy: z.string().optional(),
});
export type DoNotCallEntry = z.infer<typeof DoNotCallEntry>;

/** One number of the prospect that is offered, and whether it may be dialled now. */
export const OfferedNumber = z.object({
  number: z.string(),
  display: z.string(),
  label: z.string(),
  verdict: Verdict,
});
export type OfferedNumber = z.infer<typeof OfferedNumber>;

/**
 * Where this operator is in a list.
 * `off`: in none. `offering`: a prospect is reserved and on the screen. `dialing`, `talking`, `wrapUp`: with its call.
 * `countdown`: progressive, the next is dialled at `dialsAt`. `empty`: nobody may be called now; `nextAt` if that is known.
 */
export const DIALER_STAGES = [
  'off',
  'offering',
  'countdown',
  'dialing',
  'talking',
  'wrapUp',
  'empty',
] as const;
export const Dialer = z.object({
  stage: z.enum(DIALER_STAGES),
  campaign: Campaign.optional(),
  /** The operator has stopped the automatic; nothing is dialled by itself. */
  paused: z.boolean(),
  /** "After this call": a break was asked for. */
  pausesNext: z.boolean(),
  lead: LeadRow.optional(),
  card: Card.optional(),
  numbers: z.array(OfferedNumber),
  /** The customer's clock and zone. */
  zone: z.string().optional(),
  callId: Id.optional(),
  dialsAt: Time.optional(),
  /** The wrap-up closes itself then. */
  wrapUpEndsAt: Time.optional(),
  nextAt: Time.optional(),
  /** Why nobody may be called, most frequent first. */
  obstacles: z.array(z.object({ because: z.enum(VERDICT_REASONS), leads: z.number().int() })),
});
export type Dialer = z.infer<typeof Dialer>;

const ThisCampaign = z.object({ id: Id });
const Override = z.object({ reason: text(300).refine((reason) => reason.trim() !== '', 'empty') });

export const campaignRequests = {
  'campaigns.list': request(
    ['desk'],
    z.object({ ended: z.boolean().default(false) }),
    z.array(Campaign),
    needListed('lists.view'),
  ),
  'campaigns.get': request(['desk'], ThisCampaign, Campaign, needOf('lists.view', 'list', 'id')),
  /** Makes it with its prospects; they come in bulk behind this answer (`campaigns.changed`, `filling`). */
  'campaigns.create': request(
    ['desk'],
    z.object({ draft: CampaignDraft, source: LeadSource.optional() }),
    Changed,
    need('lists.create'),
  ),
  'campaigns.update': request(
    ['desk'],
    z.object({ id: Id, version: z.number().int(), draft: CampaignDraft }),
    Changed,
    needOf('lists.edit', 'list', 'id'),
  ),
  'campaigns.setState': request(
    ['desk'],
    z.object({ id: Id, state: z.enum(['running', 'paused', 'ended']) }),
    Changed,
    needOf('lists.edit', 'list', 'id'),
  ),
  'campaigns.remove': request(['desk'], ThisCampaign, Changed, needOf('lists.delete', 'list', 'id')),
  /** More prospects; who is in the list already stays as it is. */
  'campaigns.fill': request(
    ['desk'],
    z.object({ id: Id, source: LeadSource }),
    Done,
    needOf('lists.edit', 'list', 'id'),
  ),
  'campaigns.cancelFill': request(['desk'], ThisCampaign, Done, needOf('lists.edit', 'list', 'id')),
  'campaigns.leads': request(
    ['desk'],
    z.object({
      campaignId: Id,
      state: z.enum([...LEAD_STATES, 'due']).optional(),
      end: z.enum(LEAD_ENDS).optional(),
      search: text(100).optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ leads: z.array(LeadRow), total: z.number().int() }),
    needOf('lists.view', 'list', 'campaignId'),
  ),
  'campaigns.changeLead': request(
    ['desk'],
    z.object({
      leadId: Id,
      priority: z.number().int().min(-100).max(100).optional(),
      ownerId: Id.nullable().optional(),
      nextAt: Time.nullable().optional(),
      /** Out of the list, or back in. */
      removed: z.boolean().optional(),
    }),
    Changed,
    needOf('lists.edit', 'lead', 'leadId'),
  ),

  /** For any number on the screen. */
  'pacing.mayDial': request(
    ['desk'],
    z.object({ number: text(256), contactId: Id.optional(), campaignId: Id.optional() }),
    Verdict,
    atWork,
  ),
  /**
   * The customer's clock by card, number and region, and what of calling hours, rest days and holidays speaks against a
   * call at `at`: by the rules of the list, else by the usual ones.
   */
  'pacing.callingTime': request(
    ['desk'],
    z.object({
      number: text(256).optional(),
      contactId: Id.optional(),
      campaignId: Id.optional(),
      at: Time.optional(),
    }),
    z.object({
      zone: z.string(),
      against: z.object({ because: z.enum(VERDICT_REASONS), detail: z.string().optional() }).optional(),
    }),
    atWork,
  ),
  'doNotCall.list': request(
    ['desk'],
    z.object({
      search: text(100).optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ entries: z.array(DoNotCallEntry), total: z.number().int() }),
    need('doNotCall.view'),
  ),
  'doNotCall.add': request(
    ['desk'],
    z
      .object({ number: text(256).optional(), contactId: Id.optional(), reason: text(300).default('') })
      .refine(({ number, contactId }) => (number === undefined) !== (contactId === undefined), 'one of both'),
    Changed,
    need('doNotCall.create'),
  ),
  'doNotCall.remove': request(['desk'], z.object({ id: Id }), Changed, need('doNotCall.delete')),
  /** Numbers in any writing, one a line, or a column of a CSV; what cannot be read comes back with its line. */
  'doNotCall.import': request(
    ['desk'],
    z.object({ text: text(5_000_000), reason: text(300).default('') }),
    z.object({
      added: z.number().int(),
      known: z.number().int(),
      refused: z.array(z.object({ line: z.number().int(), text: z.string() })),
    }),
    need('doNotCall.create'),
  ),
} as const;

export const dialerRequests = {
  'dialer.state': request(['desk'], Empty, Dialer, atWork),
  /** Begins to work on a list (leaving another one); in `preview` and `progressive` the first prospect is reserved. */
  'dialer.join': request(
    ['desk'],
    z.object({ campaignId: Id }),
    Dialer,
    needOf('lists.work', 'list', 'campaignId'),
  ),
  /** End of the shift: what was reserved goes back; a call under way goes on as any other. */
  'dialer.leave': request(['desk'], Empty, Dialer, atWork),
  /** `manual`: works on this one. Fails with `leadTaken`. */
  'dialer.take': request(['desk'], z.object({ leadId: Id }), Dialer, needOf('lists.work', 'lead', 'leadId')),
  /** Dials the prospect on offer. Fails with `mayNotDial` (params: because, until) unless overridden, which is audited. */
  'dialer.dial': request(
    ['desk'],
    z.object({ number: text(64).optional(), override: Override.optional() }),
    Dialer,
    alsoWhen(need('calls.place'), { override: 'calls.override' }),
  ),
  /** Another one first; this one comes back after the list's pause for `noAnswer`, or at `until`. */
  'dialer.skip': request(['desk'], z.object({ until: Time.optional() }), Dialer, atWork),
  /** Pauses or resumes the automatic. In a call it holds from its wrap-up on. */
  'dialer.pause': request(['desk'], z.object({ paused: z.boolean() }), Dialer, atWork),
} as const;

export const campaignEvents = {
  /** Something about these lists changed, their counts included; at most twice a second. */
  'campaigns.changed': z.object({ ids: z.array(Id) }),
} as const;

export const dialerEvents = { 'dialer.changed': Dialer } as const;
