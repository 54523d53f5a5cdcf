import type { Right } from '../domain/rights/rights.ts';

/** What has owners, and so can be beyond somebody's reach. */
export type RecordKind =
  | 'contact'
  | 'call'
  | 'recording'
  /** A recording, to be heard only: also by those to whom it was shared. */
  | 'sharedRecording'
  | 'recordingComment'
  | 'reviewTask'
  | 'review'
  | 'task'
  /** A purchase, contract, invoice, document or encounter: its customer's owners. */
  | 'goods'
  | 'list'
  | 'lead'
  | 'talkRun'
  | 'change';

/**
 * What a request asks of its asker, judged in the dispatcher before its handler runs. Whoever declares a request says it
 * there: there is no default that could be forgotten.
 */
export type Need<Field extends string = string> =
  /** Before anybody has said who he is, and while the screen is locked. */
  | { readonly kind: 'entrance' }
  /** Of the phone page alone: what the line did, whoever sits here. */
  | { readonly kind: 'phone' }
  /** Of whoever is at work here, about himself or the call on his line. */
  | { readonly kind: 'atWork'; readonly whileLocked: boolean; readonly when?: Conditions<Field> }
  | {
      readonly kind: 'right';
      readonly right: Right;
      readonly judged: Judged<Field>;
      readonly when?: Conditions<Field>;
    };

export type Judged<Field extends string = string> =
  /** No record yet, or one without owners. */
  | 'whole'
  /** The handler brings only what lies within the reach (`Context.within`). */
  | 'listed'
  /** By the owners of the record whose id stands in this field of the input. */
  | { readonly record: RecordKind; readonly by: Field };

/** One more right, when this field of the input is given. */
type Conditions<Field extends string> = { readonly [F in Field]?: Right };

export const entrance = { kind: 'entrance' } as const;
export const phoneOnly = { kind: 'phone' } as const;
export const atWork = { kind: 'atWork', whileLocked: false } as const;
/** What a customer on the line must not wait for: a locked screen can still take the call and end it. */
export const inTalk = { kind: 'atWork', whileLocked: true } as const;

export const atWorkBut = <F extends string>(when: { readonly [K in F]: Right }) =>
  ({ kind: 'atWork', whileLocked: false, when }) as const;
export const need = (right: Right) => ({ kind: 'right', right, judged: 'whole' }) as const;
export const needListed = (right: Right) => ({ kind: 'right', right, judged: 'listed' }) as const;
export const needOf = <F extends string>(right: Right, record: RecordKind, by: F) =>
  ({ kind: 'right', right, judged: { record, by } }) as const;
export const alsoWhen = <N extends Need, F extends string>(base: N, when: { readonly [K in F]: Right }) =>
  ({ ...base, when }) as const;
