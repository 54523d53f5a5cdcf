import { expect, test } from 'vitest';
import { STAGES, stageAfter } from './stage.ts';

test.each([
  ['new', 'interested', 'interested'],
  ['negotiation', 'interested', 'negotiation'],
  ['customer', 'refused', 'customer'],
  ['customer', 'interested', 'customer'],
  ['interested', 'refused', 'refused'],
  ['refused', 'interested', 'interested'],
  ['lapsed', 'contacted', 'contacted'],
  ['customer', 'lapsed', 'lapsed'],
] as const)('%s, called %s, becomes %s', (now, wanted, after) => {
  expect(stageAfter(now, wanted)).toBe(after);
});

test('the same talk said twice changes nothing more', () => {
  for (const now of STAGES)
    for (const wanted of STAGES) {
      const once = stageAfter(now, wanted);
      expect(stageAfter(once, wanted)).toBe(once);
    }
});
