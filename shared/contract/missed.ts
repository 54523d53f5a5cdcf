import { z } from 'zod';
import { RESOLVE_REASONS } from '../domain/missed/entry.ts';
import { MISSED_CAUSES, MISSED_SOURCES } from '../domain/missed/report.ts';
import { Changed, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { need } from './need.ts';

export const MissedCallView = z.object({
  at: Time,
  /** From the first ring, or the queue, to the end, ms. */
  waitedMs: z.number().int().nonnegative(),
  line: z.string(),
  cause: z.enum(MISSED_CAUSES),
  sources: z.array(z.enum(MISSED_SOURCES)),
});

/** Somebody who called and was not spoken with. */
export const MissedRow = z.object({
  id: Id,
  state: z.enum(['open', 'resolved']),
  /** As it is dialled; absent: it was hidden. */
  number: z.string().optional(),
  numberDisplay: z.string().optional(),
  contactId: Id.optional(),
  contactName: z.string().optional(),
  organisationName: z.string().optional(),
  /** Calls that wait for an answer; of a resolved one all of them. Oldest first, at most the newest 50. */
  calls: z.array(MissedCallView),
  /** How many there are in truth. */
  callCount: z.number().int().nonnegative(),
  /** Since when the customer waits. */
  since: Time,
  lastAt: Time,
  /** Attempts to call back so far. */
  attempts: z.number().int().nonnegative(),
  lastAttemptAt: Time.optional(),
  dueAt: Time,
  holder: z.object({ id: Id, name: z.string(), until: Time }).optional(),
  end: z
    .discriminatedUnion('how', [
      z.object({ how: z.literal('reached'), at: Time, callId: Id.optional() }),
      z.object({
        how: z.literal('byHand'),
        at: Time,
        by: z.string(),
        reason: z.enum(RESOLVE_REASONS),
        note: z.string(),
      }),
    ])
    .optional(),
});
export type MissedRow = z.infer<typeof MissedRow>;

export const MISSED_FILTERS = ['open', 'mine', 'late', 'resolved'] as const;
export type MissedFilter = (typeof MISSED_FILTERS)[number];

/** Open ones; mine: those that this user has taken. */
export const MissedCounts = z.object({
  open: z.number().int(),
  mine: z.number().int(),
  late: z.number().int(),
});
export type MissedCounts = z.infer<typeof MissedCounts>;

const This = z.object({ id: Id });

/** A missed call is nobody's until somebody takes it: whoever may call sees all of them. */
const WORK = need('calls.place');

export const missedRequests = {
  /** Open ones by urgency, resolved ones the latest first. */
  'missed.list': request(
    ['desk'],
    z.object({
      filter: z.enum(MISSED_FILTERS),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.object({ entries: z.array(MissedRow), total: z.number().int() }),
    WORK,
  ),
  'missed.counts': request(['desk'], Empty, MissedCounts, WORK),
  /**
   * For me alone until the time of the setting is over; once more: longer. Fails with `missedTaken` (`name`, `until`) when
   * somebody else was first, and `missedGone` when it is resolved.
   */
  'missed.take': request(['desk'], This, Changed.extend({ until: Time }), WORK),
  'missed.release': request(['desk'], This, Changed, WORK),
  /** Off the queue although nobody spoke with the customer. `missedTaken` when somebody else works on it. */
  'missed.resolve': request(
    ['desk'],
    z.object({ id: Id, reason: z.enum(RESOLVE_REASONS), note: text(300).default('') }),
    Changed,
    WORK,
  ),
  'missed.reopen': request(['desk'], This, Changed, WORK),
} as const;

export const missedEvents = {
  /** Something in the queue changed. */
  'missed.changed': MissedCounts,
  /** The time to call back is over, for so many; the most urgent of them comes along. */
  'missed.late': z.object({ entry: MissedRow, count: z.number().int() }),
} as const;
