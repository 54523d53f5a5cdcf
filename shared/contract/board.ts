import { z } from 'zod';
import { BOARD_STATES } from '../domain/board/board.ts';
import { Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { needListed } from './need.ts';

export const BoardRow = z.object({
  /** Stable for the same person, whoever tells of them. */
  id: z.string(),
  userId: z.string().optional(),
  extension: z.string().optional(),
  name: z.string(),
  state: z.enum(BOARD_STATES),
  /** Absent: since before anybody looked. */
  since: Time.optional(),
  /** From then on it lasts longer than the limit. */
  overAt: Time.optional(),
  with: z.string().optional(),
  contactId: Id.optional(),
  /** Of a break. */
  reason: z.string().optional(),
  queues: z.array(z.string()).readonly(),
});

export const BoardQueue = z.object({
  name: z.string(),
  waiting: z.number().int(),
  /** Since when the first of them waits. */
  since: Time.optional(),
  free: z.number().int(),
  members: z.number().int(),
});

export const Board = z.object({
  /** When the newest of it happened. */
  at: Time,
  people: z.array(BoardRow),
  queues: z.array(BoardQueue),
  /** Inbound calls of today that are over, as `docs/reports.md` counts them; absent until they are counted. */
  today: z
    .object({ offered: z.number(), answered: z.number(), inService: z.number(), abandoned: z.number() })
    .optional(),
  /** Whether the queues of the PBX are heard; `off`: nobody has set that up. */
  pbx: z.enum(['off', 'heard', 'lost']),
  /** What the line's profile has a code for. */
  can: z.object({ listen: z.boolean(), whisper: z.boolean(), join: z.boolean() }),
});
export type Board = z.infer<typeof Board>;
export type BoardRow = z.infer<typeof BoardRow>;
export type BoardQueue = z.infer<typeof BoardQueue>;

/** `listen`: hear both, be heard by nobody. `whisper`: be heard by the operator alone. `join`: by both. */
export const LISTEN_WAYS = ['listen', 'whisper', 'join'] as const;
export type ListenWay = (typeof LISTEN_WAYS)[number];

export const boardRequests = {
  'board.state': request(['desk'], Empty, Board, needListed('board.view')),
  /**
   * Dials into a colleague's talk through the PBX; it is written down before. Fails with `featureMissing`, `boardNotTalking`,
   * `alreadyTalking`, `outOfReach`, or as dialling does.
   */
  'board.listen': request(
    ['desk'],
    z.object({ extension: text(64), how: z.enum(LISTEN_WAYS) }),
    z.object({ callId: Id }),
    needListed('board.listen'),
  ),
} as const;

/** Something is other than before; what, `board.state` says to whoever may know it. */
export const boardEvents = { 'board.changed': z.object({}) } as const;
