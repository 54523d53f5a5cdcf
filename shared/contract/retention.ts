import { z } from 'zod';
import { RETENTION_KINDS } from '../domain/retention/retention.ts';
import { Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** Ten years; 0: for ever. */
const Days = z.number().int().min(0).max(3_653);

export const RetentionPlan = z.object({
  on: z.boolean(),
  /** Each day at this minute of the workplace's clock. */
  minutes: z.number().int().min(0).max(1439),
  /** Of what no rule fits. */
  days: Days,
  /** The first that fits counts. */
  rules: z.array(z.object({ kind: z.enum(RETENTION_KINDS), value: text(100), days: Days })).max(50),
});
export type RetentionPlan = z.infer<typeof RetentionPlan>;

export const RetentionState = z.object({
  plan: RetentionPlan,
  running: z.boolean(),
  last: z.object({ at: Time, erased: z.number().int(), bytes: z.number().int() }).optional(),
  nextAt: Time.optional(),
});
export type RetentionState = z.infer<typeof RetentionState>;

export const LegalHold = z.object({
  id: Id,
  contactId: Id.optional(),
  callId: Id.optional(),
  reason: z.string(),
  name: z.string().optional(),
  callAt: Time.optional(),
  at: Time,
  by: z.string(),
});
export type LegalHold = z.infer<typeof LegalHold>;

const ADMINISTER = need('firm.administer');

export const retentionRequests = {
  'retention.state': request(['desk'], Empty, RetentionState, ADMINISTER),
  /** What this plan would erase now; erases nothing. */
  'retention.look': request(
    ['desk'],
    RetentionPlan,
    z.object({
      count: z.number().int(),
      bytes: z.number().int(),
      oldest: Time.optional(),
      newest: Time.optional(),
      /** Whose time is over, and which a legal hold keeps. */
      held: z.number().int(),
    }),
    ADMINISTER,
  ),
  'retention.save': request(['desk'], RetentionPlan, Done, ADMINISTER),
  'retention.holds': request(['desk'], Empty, z.array(LegalHold), ADMINISTER),
  /** Of a customer or of one call. Fails with `notFound`. */
  'retention.hold': request(
    ['desk'],
    z
      .object({
        contactId: Id.optional(),
        callId: Id.optional(),
        reason: text(300).refine((reason) => reason.trim() !== '', 'empty'),
      })
      .refine(({ contactId, callId }) => (contactId === undefined) !== (callId === undefined), 'one of them'),
    Done,
    ADMINISTER,
  ),
  'retention.release': request(['desk'], z.object({ id: Id }), Done, ADMINISTER),
} as const;

export const retentionEvents = {
  'retention.changed': RetentionState,
} as const;
