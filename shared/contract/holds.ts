import { z } from 'zod';
import { Done, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** What nothing may erase: all of a customer, or one call. */
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

const EDIT = need('holds.edit');

export const holdRequests = {
  /** All, or what keeps this call: holds on it and on its customer. */
  'holds.list': request(['desk'], z.object({ callId: Id.optional() }), z.array(LegalHold), EDIT),
  /** On a customer or on one call. Fails with `notFound`. */
  'holds.place': request(
    ['desk'],
    z
      .object({
        contactId: Id.optional(),
        callId: Id.optional(),
        reason: text(300).refine((reason) => reason.trim() !== '', 'empty'),
      })
      .refine(({ contactId, callId }) => (contactId === undefined) !== (callId === undefined), 'one of them'),
    Done,
    EDIT,
  ),
  'holds.release': request(['desk'], z.object({ id: Id }), Done, EDIT),
} as const;
