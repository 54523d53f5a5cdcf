import { z } from 'zod';
import type { OutcomeNode as Node } from '../domain/outcome/outcome.ts';
import { Empty, text } from './common.ts';
import { Stage } from './contacts.ts';
import { request } from './define.ts';
import { atWork, need } from './need.ts';

/** A built-in outcome's name, or the id of one of the firm's own. */
export const Outcome = z.string().regex(/^[a-zA-Z0-9-]{1,64}$/);
export type Outcome = z.infer<typeof Outcome>;

const Minutes = z
  .number()
  .int()
  .min(1)
  .max(366 * 24 * 60);

export const Consequences = z.object({
  reached: z.boolean(),
  success: z.boolean(),
  lead: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done') }),
    z.object({ kind: z.literal('retry'), afterMinutes: Minutes, otherNumber: z.boolean() }),
    z.object({ kind: z.literal('atPromise') }),
    z.object({ kind: z.literal('nextNumber') }),
  ]),
  promise: z.enum(['none', 'offered', 'required']),
  doNotCall: z.enum(['no', 'number', 'customer']),
  stage: Stage.optional(),
});

export const OutcomeNode = z.object({
  key: Outcome,
  parent: Outcome.optional(),
  name: text(100).optional(),
  position: z.number().int().min(0).max(1000),
  retired: z.boolean(),
  consequences: Consequences,
}) satisfies z.ZodType<Node>;
export type OutcomeNode = z.infer<typeof OutcomeNode>;

export const outcomeRequests = {
  /** The whole tree in order, retired ones included: old calls still need their names. */
  'outcomes.list': request(['desk', 'shell'], Empty, z.array(OutcomeNode), atWork),
  /**
   * The tree as it shall be, in order. A key that is missing becomes retired; a firm's own new one comes without a key.
   * At most nine of a level can be offered; a third level does not exist (`badRequest`).
   */
  'outcomes.save': request(
    ['desk'],
    z.object({
      outcomes: z
        .array(
          OutcomeNode.omit({ key: true, position: true, parent: true }).extend({
            key: Outcome.optional(),
            /** Index in this very array of the first level. */
            parentIndex: z.number().int().min(0).optional(),
          }),
        )
        .min(1)
        .max(100),
    }),
    z.array(OutcomeNode),
    need('firm.administer'),
  ),
  /** Back to what the program brings. */
  'outcomes.reset': request(['desk'], Empty, z.array(OutcomeNode), need('firm.administer')),
} as const;

export const outcomeEvents = { 'outcomes.changed': z.array(OutcomeNode) } as const;
