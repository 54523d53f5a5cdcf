// Which outcome a digit or a click chooses. Pure. The first level is open until one with a second level was chosen.
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { findOutcome, offered } from '../../../shared/domain/outcome/tree.ts';

export interface OutcomeChoice {
  readonly outcome: string | undefined;
  /** The outcome whose second level is open; undefined: the first level. */
  readonly level: string | undefined;
}

export const hasSecondLevel = (tree: readonly OutcomeNode[], key: string): boolean =>
  offered(tree, key).length > 0;

/** What stands on the chips, in the order of their digits. A level that was taken away meanwhile is the first. */
export function choicesOf(tree: readonly OutcomeNode[], { level }: OutcomeChoice): OutcomeNode[] {
  const second = level === undefined ? [] : offered(tree, level);
  return second.length > 0 ? second : offered(tree);
}

/**
 * One with a second level is chosen and opens it: the second digit says more, but need not. Choosing the same again takes
 * the choice back.
 */
export function choose(
  tree: readonly OutcomeNode[],
  { outcome, level }: OutcomeChoice,
  key: string,
): OutcomeChoice {
  if (hasSecondLevel(tree, key)) return { outcome: within(tree, outcome, key) ? outcome : key, level: key };
  if (outcome !== key) return { outcome: key, level };
  return { outcome: findOutcome(tree, key)?.parent, level };
}

export const toFirstLevel = ({ outcome }: OutcomeChoice): OutcomeChoice => ({ outcome, level: undefined });

/** Whether the choice is this one or one of its second level. */
export const within = (tree: readonly OutcomeNode[], outcome: string | undefined, key: string): boolean =>
  outcome !== undefined && (outcome === key || findOutcome(tree, outcome)?.parent === key);
