import { z } from 'zod';
import { FATES, FUNNEL_STAGES } from '../domain/funnel/funnel.ts';
import { Id, Time, text } from './common.ts';
import { Channel, Stage } from './contacts.ts';
import { request } from './define.ts';
import { needListed } from './need.ts';

/** Whose ways are looked at. Days: `yyyy-mm-dd` at the workplace, both included. */
export const FunnelFilter = z.object({
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  against: z.object({ firstDay: z.iso.date(), lastDay: z.iso.date() }).optional(),
  /** Who brought the customer to the stage. */
  agentId: Id.optional(),
  /** Customers that are in this list. */
  campaignId: Id.optional(),
  channel: Channel.optional(),
  region: text(200).optional(),
});
export type FunnelFilter = z.infer<typeof FunnelFilter>;

const FunnelStage = z.enum(FUNNEL_STAGES);
const Count = z.number().int();

export const FunnelRow = z.object({
  stage: FunnelStage,
  entered: Count,
  began: Count,
  wentOn: Count,
  left: Count,
  stays: Count,
  medianMs: z.number().nullable(),
  /** Entered in the period that it is compared with. */
  before: Count,
});
export type FunnelRow = z.infer<typeof FunnelRow>;

const FunnelPart = z.object({
  /** Absent: nobody, or not known. */
  key: z.string().optional(),
  name: z.string(),
  entered: z.record(FunnelStage, Count),
});
export type FunnelPart = z.infer<typeof FunnelPart>;

export const Funnel = z.object({
  rows: z.array(FunnelRow),
  before: z.object({ firstDay: z.string(), lastDay: z.string() }),
  per: z.object({
    agent: z.array(FunnelPart),
    channel: z.array(FunnelPart),
    region: z.array(FunnelPart),
  }),
});
export type Funnel = z.infer<typeof Funnel>;

export const FunnelCustomer = z.object({
  contactId: Id,
  name: z.string(),
  organisationName: z.string().optional(),
  /** As it is now. */
  stage: Stage,
  /** When the customer entered the stage that was asked about. */
  at: Time,
  byName: z.string(),
  tookMs: z.number().optional(),
});
export type FunnelCustomer = z.infer<typeof FunnelCustomer>;

export const funnelRequests = {
  /** How customers passed the stages: see `shared/domain/funnel`. */
  'funnel.figures': request(['desk'], FunnelFilter, Funnel, needListed('results.view')),
  /** The customers behind a figure, newest entry first. */
  'funnel.customers': request(
    ['desk'],
    FunnelFilter.extend({
      stage: FunnelStage,
      fate: z.enum(FATES).optional(),
      began: z.literal(true).optional(),
      by: z
        .object({ dimension: z.enum(['agent', 'channel', 'region']), key: text(300).nullable() })
        .optional(),
      limit: z.number().int().min(1).max(500).default(300),
    }),
    z.object({ customers: z.array(FunnelCustomer), more: z.boolean() }),
    needListed('results.view'),
  ),
} as const;
