/**
 * How a talk (or an attempt) ended, in the firm's own words, and what follows from it. A tree of two levels: the digit
 * chooses the first, a second digit the second.
 */
export interface OutcomeNode {
  /** One of `BUILT_IN_OUTCOMES`, or the id of a firm's own. This is what a call keeps. */
  readonly key: string;
  readonly parent?: string | undefined;
  /** Text of the firm; absent for a built-in one that has not been renamed: its name comes from the catalogue. */
  readonly name?: string | undefined;
  /** Order among its siblings, from 0. */
  readonly position: number;
  /** Not offered any more; old calls keep it. */
  readonly retired: boolean;
  readonly consequences: Consequences;
}

export interface Consequences {
  /** The person asked for was spoken with. */
  readonly reached: boolean;
  /** Counts as the list's goal. */
  readonly success: boolean;
  /** What becomes of the prospect in its list. */
  readonly lead:
    | { readonly kind: 'done' }
    /** `otherNumber`: the next of the customer's numbers comes first. */
    | { readonly kind: 'retry'; readonly afterMinutes: number; readonly otherNumber: boolean }
    /** At the time of the promise that is made with it. */
    | { readonly kind: 'atPromise' }
    /** This number is of no use: the next one, or done when there is none. */
    | { readonly kind: 'nextNumber' };
  /** Whether the wrap-up asks for the next call. */
  readonly promise: 'none' | 'offered' | 'required';
  /** The customer, or only this number, goes on the list of those who must not be called. */
  readonly doNotCall: 'no' | 'number' | 'customer';
  /** New stage of the customer. */
  readonly stage?: string | undefined;
}

const consequences = (given: Partial<Consequences>): Consequences => ({
  reached: true,
  success: false,
  lead: { kind: 'done' },
  promise: 'none',
  doNotCall: 'no',
  ...given,
});

const DAY = 24 * 60;

/** In the order of their digits. The keys are those of calls logged so far. */
const BUILT_IN: ReadonlyArray<readonly [key: string, given: Partial<Consequences>]> = [
  ['agreed', { success: true, promise: 'offered', stage: 'interested' }],
  ['callback', { lead: { kind: 'atPromise' }, promise: 'required' }],
  ['refused', { stage: 'refused' }],
  ['question', { promise: 'offered' }],
  ['order', { success: true, promise: 'offered', stage: 'customer' }],
  ['complaint', { promise: 'offered' }],
  ['wrongNumber', { reached: false, lead: { kind: 'nextNumber' } }],
  ['noTalk', { reached: false, lead: { kind: 'retry', afterMinutes: DAY, otherNumber: true } }],
  ['voicemail', { reached: false, lead: { kind: 'retry', afterMinutes: DAY, otherNumber: false } }],
  ['doNotCall', { doNotCall: 'customer', stage: 'refused' }],
];

export const BUILT_IN_OUTCOMES: readonly string[] = BUILT_IN.map(([key]) => key);

export const builtInOutcomes = (): OutcomeNode[] =>
  BUILT_IN.map(([key, given], position) => ({
    key,
    position,
    retired: false,
    consequences: consequences(given),
  }));
