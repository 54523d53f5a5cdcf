import type { Stage } from '../contact/stage.ts';

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
  /** New stage of the customer; who is further already stays there (`stageAfter`). */
  readonly stage?: Stage | undefined;
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

/** The keys are those of calls logged so far; the name of each is in the catalogue (`outcomes:name.<key>`). */
export const BUILT_IN_OUTCOMES = [
  'agreed',
  'callback',
  'refused',
  'question',
  'order',
  'complaint',
  'wrongNumber',
  'noTalk',
  'voicemail',
  'doNotCall',
] as const;
export type BuiltInOutcome = (typeof BUILT_IN_OUTCOMES)[number];

export const isBuiltIn = (key: string): key is BuiltInOutcome =>
  BUILT_IN_OUTCOMES.some((known) => known === key);

const CONSEQUENCES: Readonly<Record<BuiltInOutcome, Partial<Consequences>>> = {
  agreed: { success: true, promise: 'offered', stage: 'interested' },
  callback: { lead: { kind: 'atPromise' }, promise: 'required' },
  refused: { stage: 'refused' },
  question: { promise: 'offered' },
  order: { success: true, promise: 'offered', stage: 'customer' },
  complaint: { promise: 'offered' },
  wrongNumber: { reached: false, lead: { kind: 'nextNumber' } },
  noTalk: { reached: false, lead: { kind: 'retry', afterMinutes: DAY, otherNumber: true } },
  voicemail: { reached: false, lead: { kind: 'retry', afterMinutes: DAY, otherNumber: false } },
  doNotCall: { doNotCall: 'customer', stage: 'refused' },
};

/** Nine have a digit; the tenth is a way of refusing. */
const PARENTS: Partial<Readonly<Record<BuiltInOutcome, BuiltInOutcome>>> = { doNotCall: 'refused' };

/** Each of the first level, followed by its second. Whose parent is not there stands on the first itself. */
export function inOrder(nodes: readonly OutcomeNode[]): OutcomeNode[] {
  const keys = new Set(nodes.map(({ key }) => key));
  const level = (parent: string | undefined) =>
    nodes
      .filter(
        (node) => (node.parent !== undefined && keys.has(node.parent) ? node.parent : undefined) === parent,
      )
      .sort((a, b) => a.position - b.position);
  return level(undefined).flatMap((node) => [node, ...level(node.key)]);
}

/** What the program brings, in order: the digit is the position plus one. */
export function builtInOutcomes(): OutcomeNode[] {
  const positions = new Map<string | undefined, number>();
  const nodes = BUILT_IN_OUTCOMES.map((key) => {
    const parent = PARENTS[key];
    const position = positions.get(parent) ?? 0;
    positions.set(parent, position + 1);
    return {
      key,
      ...(parent === undefined ? {} : { parent }),
      position,
      retired: false,
      consequences: consequences(CONSEQUENCES[key]),
    };
  });
  return inOrder(nodes);
}
