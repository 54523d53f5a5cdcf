import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUILT_IN_OUTCOMES, builtInOutcomes, inOrder, type OutcomeNode } from './outcome.ts';
import { OUTCOMES_A_LEVEL, type OutcomeDraft, offered, treeOf } from './tree.ts';

const built = builtInOutcomes();
const [agreed] = built;
const consequences = agreed?.consequences ?? expect.fail();
const draft = (name: string, more: Partial<OutcomeDraft> = {}): OutcomeDraft => ({
  name,
  retired: false,
  consequences,
  ...more,
});
let last = 0;
const newKey = () => `own-${++last}`;
const nodes = (tree: OutcomeNode[] | string): OutcomeNode[] =>
  typeof tree === 'string' ? expect.fail(tree) : tree;

describe('what the program brings', () => {
  test('has a digit for each of the first level, and every key once', () => {
    expect(offered(built)).toHaveLength(OUTCOMES_A_LEVEL);
    expect(offered(built).map(({ key }) => key)).toEqual(
      BUILT_IN_OUTCOMES.filter((key) => key !== 'doNotCall'),
    );
    expect(offered(built, 'refused').map(({ key }) => key)).toEqual(['doNotCall']);
  });

  test('an outcome that asks for the next call always has a way to make it', () => {
    for (const { consequences: after } of built)
      if (after.lead.kind === 'atPromise') expect(after.promise).toBe('required');
  });
});

describe('a tree as the editor wants it', () => {
  test('retires what is left out, and keeps it for old calls', () => {
    const tree = nodes(treeOf([draft('Sold'), draft('', { key: 'refused' })], built, newKey));
    expect(offered(tree).map(({ key, name }) => name ?? key)).toEqual(['Sold', 'refused']);
    expect(tree.map(({ key }) => key)).toEqual(expect.arrayContaining([...BUILT_IN_OUTCOMES]));
  });

  test('has two levels, each at most nine', () => {
    const nine = Array.from({ length: 9 }, (_, n) => draft(`Reason ${n}`, { parentIndex: 0 }));
    expect(nodes(treeOf([draft('No'), ...nine], [], newKey))).toHaveLength(10);
    expect(treeOf([draft('No'), ...nine, draft('Tenth', { parentIndex: 0 })], [], newKey)).toBe('full');
    const tree = nodes(
      treeOf([draft('No'), ...nine, draft('Tenth', { parentIndex: 0, retired: true })], [], newKey),
    );
    expect(offered(tree, tree[0]?.key)).toHaveLength(9);
  });

  test.each([
    ['a third level', [draft('a'), draft('b', { parentIndex: 0 }), draft('c', { parentIndex: 1 })]],
    ['a parent that is not there', [draft('a', { parentIndex: 7 })]],
    ['its own parent', [draft('a', { parentIndex: 0 })]],
    ['a key twice', [draft('a', { key: 'agreed' }), draft('b', { key: 'agreed' })]],
    ['the key of nobody', [draft('a', { key: 'invented' })]],
    ['no name', [draft('  ')]],
  ])('with %s is refused', (_, drafts) => {
    expect(treeOf(drafts, built, newKey)).toBe('malformed');
  });

  test('whatever is asked for: no key is lost, no level is too full, order is kept', () => {
    const one = fc.record({
      key: fc.option(fc.constantFrom(...BUILT_IN_OUTCOMES), { nil: undefined }),
      parentIndex: fc.option(fc.nat(12), { nil: undefined }),
      retired: fc.boolean(),
      name: fc.constantFrom('a', 'b', ' c '),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 14 }), (asked) => {
        const tree = treeOf(
          asked.map((each) => ({ ...each, consequences })),
          built,
          newKey,
        );
        if (typeof tree === 'string') return;
        const keys = tree.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).toEqual(expect.arrayContaining([...BUILT_IN_OUTCOMES]));
        expect(inOrder(tree)).toEqual(tree);
        for (const parent of [undefined, ...keys])
          expect(offered(tree, parent).length).toBeLessThanOrEqual(OUTCOMES_A_LEVEL);
      }),
    );
  });
});
