import { z } from 'zod';
import { MISSED_CAUSES } from '../domain/missed/report.ts';
import { Done, Empty, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** Below are ports that belong to the system. */
const Port = z.number().int().min(1024).max(65_535);

/** UTC epoch milliseconds, or ISO 8601 with its offset. */
const Moment = z.union([
  z.number().int().nonnegative(),
  z.iso.datetime({ offset: true }).transform((written) => Date.parse(written)),
]);

/** What a PBX posts; documented for its administrator in docs/webhook.md. Other fields are left aside. */
export const WebhookCall = z
  .object({
    /** The PBX's name of the call: the same one is kept once. */
    id: text(200).min(1),
    /** `missed`: nobody spoke with the caller. `answered`: somebody spoke with this number, whoever called whom. */
    type: z.enum(['missed', 'answered']),
    /** The customer's number in any writing; empty: it was hidden. */
    number: text(64),
    startedAt: Moment,
    /** Of a talk: when it was answered. */
    answeredAt: Moment.optional(),
    endedAt: Moment.optional(),
    /** What was called: a number or a queue. */
    line: text(100).default(''),
    cause: z.enum(MISSED_CAUSES).default('unanswered'),
    sipCallId: text(256).min(1).optional(),
  })
  .refine(({ startedAt, endedAt = startedAt }) => endedAt >= startedAt, 'ends before it begins');
export type WebhookCall = z.output<typeof WebhookCall>;

/** Posted to see whether the address and the signature are right; it is no call, and nothing is kept. */
export const WebhookCheck = z.object({ type: z.literal('check') });

export const webhookRequests = {
  'webhook.state': request(
    ['desk'],
    Empty,
    z.object({
      on: z.boolean(),
      port: Port,
      /** While it is on. */
      secret: z.string().optional(),
      url: z.string().optional(),
      /** What was posted last, since the start, and the HTTP status that it got. */
      last: z.object({ at: Time, status: z.number().int() }).optional(),
    }),
    need('workstation.administer'),
  ),
  /** `renew`: with a new secret, so that whoever had the old one is out. Fails with `portTaken`. */
  'webhook.set': request(
    ['desk'],
    z.object({ on: z.boolean(), port: Port, renew: z.boolean().default(false) }),
    Done,
    need('workstation.administer'),
  ),
  /** Posts a signed `check` to the address, as a PBX of this machine would. Status 0: nobody answers there. */
  'webhook.check': request(
    ['desk'],
    Empty,
    z.object({ status: z.number().int() }),
    need('workstation.administer'),
  ),
} as const;
