import { z } from 'zod';
import { DOUBTS, REASONS } from '../domain/duplicates/likeness.ts';
import { Changed, Done, Empty, Id, Time, text } from './common.ts';
import { Contact, ContactKind, ContactRow } from './contacts.ts';
import { request } from './define.ts';
import { needListed, needOf } from './need.ts';

const why = { reasons: z.array(z.enum(REASONS)), doubts: z.array(z.enum(DOUBTS)) };

/** Two cards that may be one. */
export const DuplicatePair = z.object({
  first: ContactRow,
  second: ContactRow,
  /** 0 to 100. */
  score: z.number().int(),
  certain: z.boolean(),
  ...why,
});
export type DuplicatePair = z.infer<typeof DuplicatePair>;

/** Of each field whose it is on the card that stays; not named: as `usualSide` says. Own fields as `own.<id>`. */
export const MergeChoices = z.record(text(60), z.enum(['into', 'from', 'both']));

/** One side of a pair, with what it brings along. */
export const PairSide = z.object({
  contact: Contact,
  calls: z.number().int(),
  notes: z.number().int(),
  tasks: z.number().int(),
  people: z.number().int(),
});
export type PairSide = z.infer<typeof PairSide>;

export const SweepState = z.object({
  /** `waits`: somebody is on the line. */
  state: z.enum(['never', 'running', 'waits', 'stopped', 'done', 'failed']),
  /** 0..1 of the one that runs. */
  share: z.number(),
  /** When the last one ended. */
  at: Time.optional(),
  pairs: z.number().int(),
  certain: z.number().int(),
});
export type SweepState = z.infer<typeof SweepState>;

export const MERGE_RUN_STATES = ['running', 'cancelled', 'failed', 'done', 'undoing', 'undone'] as const;
export const MergeRun = z.object({
  id: Id,
  state: z.enum(MERGE_RUN_STATES),
  startedAt: Time,
  endedAt: Time.optional(),
  total: z.number().int(),
  merged: z.number().int(),
  /** Left alone: in use, changed since, or beyond the reach of who began it. */
  skipped: z.number().int(),
  /** Of an undo: apart again, and those that stayed one since somebody merged on with them. */
  back: z.number().int(),
  kept: z.number().int(),
});
export type MergeRun = z.infer<typeof MergeRun>;

/** A merge that stands, for the card. */
export const Merged = z.object({
  id: Id,
  /** Of the card that went. */
  name: z.string(),
  at: Time,
  authorName: z.string().optional(),
});
export type Merged = z.infer<typeof Merged>;

/** The handlers judge whose cards it is about. */
const merge = needListed('customers.merge');

export const duplicateRequests = {
  /** Best first; `after`: of the last one that is known. */
  'duplicates.list': request(
    ['desk'],
    z.object({
      certain: z.boolean().default(false),
      after: z.object({ score: z.number().int(), firstId: Id, secondId: Id }).optional(),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    z.object({ pairs: z.array(DuplicatePair), more: z.boolean() }),
    needListed('customers.view'),
  ),
  /** Both cards as they are now. An id of a card that was merged gives the one that stayed. */
  'duplicates.pair': request(
    ['desk'],
    z.object({ oneId: Id, otherId: Id }),
    z.object({ one: PairSide, other: PairSide, score: z.number().int(), ...why }),
    needOf('customers.view', 'contact', 'oneId'),
  ),
  /** While a card is written: whose these numbers and addresses are, and who is called so in this company. At most five. */
  'duplicates.alike': request(
    ['desk'],
    z.object({
      kind: ContactKind,
      name: text(300),
      organisationName: text(300).optional(),
      numbers: z.array(text(100)).max(50),
      emails: z.array(text(320)).max(50),
      /** Of the card itself. */
      contactId: Id.optional(),
    }),
    z.array(
      z.object({
        row: ContactRow,
        by: z.enum(['number', 'email', 'name']),
        /** As it was written. */
        what: z.string(),
      }),
    ),
    needListed('customers.view'),
  ),
  /**
   * `from` becomes part of `into`. Its change is taken back by `changes.undo` as well. Fails with `changedMeanwhile` when one of the
   * versions is not the present one, `mergeOfUnlike`, `mergeTooLarge`, `outOfReach`.
   */
  'duplicates.merge': request(
    ['desk'],
    z.object({
      fromId: Id,
      intoId: Id,
      choices: MergeChoices,
      seen: z.object({ from: z.number().int(), into: z.number().int() }).optional(),
    }),
    Changed,
    needOf('customers.merge', 'contact', 'fromId'),
  ),
  /** What somebody changed since stays, and is named. Fails with `mergedOn`, `notFound`, `outOfReach`. */
  'duplicates.undo': request(
    ['desk'],
    z.object({ mergeId: Id }),
    z.object({ fields: z.array(z.string()), rows: z.number().int() }),
    merge,
  ),
  /** They are two: no sweep brings them again. */
  'duplicates.distinguish': request(
    ['desk'],
    z.object({ oneId: Id, otherId: Id }),
    Changed,
    needOf('customers.edit', 'contact', 'oneId'),
  ),
  /** What became this card, latest first. */
  'duplicates.merged': request(
    ['desk'],
    z.object({ contactId: Id }),
    z.array(Merged),
    needOf('customers.view', 'contact', 'contactId'),
  ),
  'duplicates.sweep': request(['desk'], Empty, SweepState, needListed('customers.view')),
  'duplicates.startSweep': request(['desk'], z.object({ whole: z.boolean().default(false) }), Done, merge),
  'duplicates.stopSweep': request(['desk'], Empty, Done, merge),
  /** Merges all certain pairs within reach. Fails with `mergeRunRunning`. */
  'duplicates.mergeCertain': request(['desk'], Empty, z.object({ id: Id }), merge),
  'duplicates.cancelRun': request(['desk'], z.object({ id: Id }), Done, merge),
  /** All of it. Fails with `mergeRunRunning`, `notFound`. */
  'duplicates.undoRun': request(['desk'], z.object({ id: Id }), Done, merge),
  /** The newest one. */
  'duplicates.run': request(['desk'], Empty, z.object({ run: MergeRun.optional() }), merge),
} as const;

export const duplicateEvents = {
  'duplicates.swept': SweepState,
  'duplicates.runChanged': MergeRun,
} as const;
