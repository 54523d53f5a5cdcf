import { z } from 'zod';
import { HANDOVER_KEYS, HANDOVER_KINDS } from '../domain/handover/hand-over.ts';
import { Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

/** At most so many people share what is handed over, and so many parts of it are named. */
const MOST = 200;

export const HandOverOrder = z.object({
  fromId: Id,
  kinds: z.array(z.enum(HANDOVER_KINDS)).min(1).max(HANDOVER_KINDS.length),
  rule: z.object({
    by: z.enum(HANDOVER_KEYS).optional(),
    /** `key`: a stage, or the id of a segment or a list. */
    parts: z.array(z.object({ key: text(64), to: Id })).max(MOST),
    rest: z.array(Id).max(MOST),
  }),
});
export type HandOverOrder = z.infer<typeof HandOverOrder>;

/** Kind → receiver → how many. */
export const HandOverCounts = z.partialRecord(z.enum(HANDOVER_KINDS), z.record(z.string(), z.number().int()));
export type HandOverCounts = z.infer<typeof HandOverCounts>;

/** What would happen. */
export const HandOverPreview = z.object({
  total: z.number().int(),
  counts: HandOverCounts,
  /** Some of each kind. `name`: of the customer, the list, the promise; a number that called. */
  examples: z.array(z.object({ kind: z.enum(HANDOVER_KINDS), name: z.string(), to: Id })),
});
export type HandOverPreview = z.infer<typeof HandOverPreview>;

/** `running` and `undoing` go on after a crash. */
export const HANDOVER_STATES = ['running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const;
export type HandOverState = (typeof HANDOVER_STATES)[number];

export const HandOver = z.object({
  id: Id,
  fromId: Id,
  byId: Id,
  state: z.enum(HANDOVER_STATES),
  startedAt: Time,
  endedAt: Time.optional(),
  /** Found at the beginning. */
  total: z.number().int(),
  counts: HandOverCounts,
  /** In use by somebody at that moment, so that they stayed. */
  busy: z.number().int(),
  /** Of an undo: given back, and left because somebody changed them since, with some of their names. */
  back: z.number().int(),
  kept: z.number().int(),
  keptNames: z.array(z.string()),
});
export type HandOver = z.infer<typeof HandOver>;

const administer = need('users.administer');

export const handOverRequests = {
  /** What would happen, without anything happening. Fails as `handOvers.start`. */
  'handOvers.preview': request(['desk'], HandOverOrder, HandOverPreview, administer),
  /** Fails with `handOverFault`, `handOverRunning` (one at a time), `notFound`. */
  'handOvers.start': request(['desk'], HandOverOrder, z.object({ id: Id }), administer),
  /** What was handed over until then stays so, and can be taken back. */
  'handOvers.cancel': request(['desk'], z.object({ id: Id }), Done, administer),
  /** All of it; what somebody changed since is left alone. Fails with `handOverRunning`, `notFound`. */
  'handOvers.undo': request(['desk'], z.object({ id: Id }), Done, administer),
  /** Newest first. */
  'handOvers.list': request(['desk'], Empty, z.array(HandOver), administer),
} as const;

export const handOverEvents = { 'handOvers.changed': HandOver } as const;
