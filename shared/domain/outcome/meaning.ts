import type { Consequences, OutcomeNode } from './outcome.ts';

/** What a call's outcome says of it, for goals and reports. Defined here and nowhere else. */
export const MEANINGS = ['reached', 'agreed', 'refused'] as const;
export type Meaning = (typeof MEANINGS)[number];

const HOLDS: Readonly<Record<Meaning, (consequences: Consequences) => boolean>> = {
  reached: ({ reached }) => reached,
  agreed: ({ success }) => success,
  // There is no flag for it: a talk whose outcome closes the customer for us, and not a number that was of no use.
  refused: ({ reached, success, stage, doNotCall }) =>
    reached && !success && (stage === 'refused' || doNotCall === 'customer'),
};

export const means = ({ consequences }: OutcomeNode, meaning: Meaning): boolean =>
  HOLDS[meaning](consequences);

/** Keys of the outcomes that say this, retired ones included: old calls still have them. */
export const keysMeaning = (outcomes: readonly OutcomeNode[], meaning: Meaning): ReadonlySet<string> =>
  new Set(outcomes.filter((outcome) => means(outcome, meaning)).map(({ key }) => key));
