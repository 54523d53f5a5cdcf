import { inOrder, type OutcomeNode } from './outcome.ts';

/** One for each digit of the keyboard; 0 leads back to the first level. */
export const OUTCOMES_A_LEVEL = 9;

/** What can be chosen on a level, in the order of the digits. */
export function offered(tree: readonly OutcomeNode[], parent?: string): OutcomeNode[] {
  return tree.filter((node) => node.parent === parent && !node.retired);
}

export const findOutcome = (tree: readonly OutcomeNode[], key: string | undefined): OutcomeNode | undefined =>
  tree.find((node) => node.key === key);

/** An outcome as an editor has it: new ones have no key yet. */
export interface OutcomeDraft extends Omit<OutcomeNode, 'key' | 'position' | 'parent'> {
  readonly key?: string | undefined;
  /** Index of its parent among the drafts. */
  readonly parentIndex?: number | undefined;
}

export type TreeFault =
  /** More of a level are offered than there are digits. */
  | 'full'
  /** A third level, a parent that is not there, a key twice or of nobody, a new one without a name. */
  | 'malformed';

/**
 * The tree that an editor wants. What it left out of `known` is retired and not lost: old calls keep it.
 *
 * @param newKey makes the key of a firm's own new one
 */
export function treeOf(
  drafts: readonly OutcomeDraft[],
  known: readonly OutcomeNode[],
  newKey: () => string,
): OutcomeNode[] | TreeFault {
  const keys = drafts.map(({ key }) => key).filter((key) => key !== undefined);
  const strangers = keys.some((key) => findOutcome(known, key) === undefined);
  if (strangers || new Set(keys).size < keys.length) return 'malformed';
  const named = drafts.map((draft) => ({
    ...draft,
    key: draft.key ?? newKey(),
    isNew: draft.key === undefined,
  }));
  const next = new Map<string | undefined, number>();
  const nodes: OutcomeNode[] = [];
  for (const { key, isNew, parentIndex, name, retired, consequences } of named) {
    const above = parentIndex === undefined ? undefined : named[parentIndex];
    const parent = above?.key;
    if (
      parentIndex !== undefined &&
      (above === undefined || above.parentIndex !== undefined || parent === key)
    )
      return 'malformed';
    const text = name?.trim();
    if (isNew && !text) return 'malformed';
    const position = next.get(parent) ?? 0;
    next.set(parent, position + 1);
    const withParent = parent === undefined ? {} : { parent };
    nodes.push({ key, ...withParent, ...(text ? { name: text } : {}), position, retired, consequences });
  }
  const left = known.filter(({ key }) => !keys.includes(key)).map((node) => ({ ...node, retired: true }));
  const tree = inOrder([...nodes, ...left]);
  const levels = [undefined, ...tree.map(({ key }) => key)];
  return levels.some((parent) => offered(tree, parent).length > OUTCOMES_A_LEVEL) ? 'full' : tree;
}
