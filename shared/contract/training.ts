import { z } from 'zod';
import { Done, Empty, text } from './common.ts';
import { request } from './define.ts';
import { atWork, need } from './need.ts';

export const TrainingState = z.object({
  /** The exchange runs. */
  on: z.boolean(),
  /** The operator's phone is registered with it, so customers can call. */
  ready: z.boolean(),
  personas: z.array(
    z.object({
      id: text(64),
      name: z.string(),
      organisation: z.string().optional(),
      number: z.string(),
      /** `customer calls in` or `answers when you dial`. */
      direction: z.enum(['inbound', 'outbound']),
      /** Names a sentence of the catalogue (`training:persona.<behaviour>`). */
      behaviour: text(64),
    }),
  ),
  shift: z.object({ running: z.boolean(), done: z.number().int(), of: z.number().int() }),
});
export type TrainingState = z.infer<typeof TrainingState>;

export const trainingRequests = {
  'training.state': request(['desk'], Empty, TrainingState, atWork),
  'training.switch': request(['desk'], z.object({ on: z.boolean() }), Done, need('workstation.administer')),
  'training.ring': request(['desk'], z.object({ personaId: text(64) }), Done, atWork),
  'training.startShift': request(
    ['desk'],
    z.object({ paceSeconds: z.number().min(1).max(600), count: z.number().int().min(1).max(500) }),
    Done,
    atWork,
  ),
  'training.stopShift': request(['desk'], Empty, Done, atWork),
} as const;

export const trainingEvents = { 'training.changed': TrainingState } as const;
