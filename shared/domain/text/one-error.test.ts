import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { expect, it } from 'vitest';
import { isOneErrorAway, withOneError } from './one-error.ts';

const LETTERS = ['a', 'b', 'c'];
const word = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 6 });

/** Neighbours in the wrong order are two errors for the distance of Levenshtein. */
const swapped = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) =>
    [text.slice(0, at), text[at + 1], text[at], text.slice(at + 2)].join(''),
  );

it('makes each text that one error makes, and no other', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      const near = one !== other && (distance(one, other) === 1 || swapped(one).includes(other));
      expect(withOneError(one, LETTERS).has(other)).toBe(near);
      expect(isOneErrorAway(one, other)).toBe(near || one === other);
    }),
    { numRuns: 2000 },
  );
});
