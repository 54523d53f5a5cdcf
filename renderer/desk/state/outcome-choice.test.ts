import { expect, test } from 'vitest';
import { builtInOutcomes } from '../../../shared/domain/outcome/outcome.ts';
import { choicesOf, choose, toFirstLevel, within } from './outcome-choice.ts';

const tree = builtInOutcomes();
const none = { outcome: undefined, level: undefined };
const keys = (choice: Parameters<typeof choicesOf>[1]) => choicesOf(tree, choice).map(({ key }) => key);

test('one digit chooses, the same digit takes it back', () => {
  const agreed = choose(tree, none, 'agreed');
  expect(agreed).toEqual({ outcome: 'agreed', level: undefined });
  expect(choose(tree, agreed, 'agreed')).toEqual(none);
});

test('one with a second level is chosen and opens it; the second digit says more', () => {
  const refused = choose(tree, none, 'refused');
  expect(refused).toEqual({ outcome: 'refused', level: 'refused' });
  expect(keys(refused)).toEqual(['doNotCall']);
  const never = choose(tree, refused, 'doNotCall');
  expect(never.outcome).toBe('doNotCall');
  expect(within(tree, never.outcome, 'refused')).toBe(true);
  expect(choose(tree, never, 'doNotCall').outcome).toBe('refused');
});

test('going back keeps the choice, and opening the same level again does not lose it', () => {
  const never = { outcome: 'doNotCall', level: 'refused' };
  expect(toFirstLevel(never)).toEqual({ outcome: 'doNotCall', level: undefined });
  expect(choose(tree, toFirstLevel(never), 'refused')).toEqual(never);
});

test('a level that was retired in the middle is the first one', () => {
  const without = tree.map((node) => (node.key === 'doNotCall' ? { ...node, retired: true } : node));
  expect(choicesOf(without, { outcome: 'refused', level: 'refused' })[0]?.key).toBe('agreed');
});
