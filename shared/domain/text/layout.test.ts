import { expect, it } from 'vitest';
import { inOtherLayouts } from './layout.ts';

it.each([
  ['bdfyjd', 'иванов'],
  [';erjd', 'жуков'],
  ['Gtnhjd Cthutq', 'петров сергей'],
  ['Rb]d', 'київ'],
  ['руддщ', 'hello'],
  ['ьгддук', 'muller'],
])('%s is %s on other keys', (typed, meant) => {
  expect(inOtherLayouts(typed)).toContain(meant);
});

it('has nothing for what is in two alphabets or in none', () => {
  expect(inOtherLayouts('ivan иванов')).toEqual([]);
  expect(inOtherLayouts('4711-22')).toEqual([]);
});
