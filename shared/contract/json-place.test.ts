import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultOffset } from './json-place.ts';

it.each([
  ['{"a": First}', 6],
  ['{"a": 1,}', 8],
  ['{"a" 1}', 5],
  ['[1 2]', 3],
  ['[1, 2', 5],
  ['{"a": [1, 2}}', 11],
  ['{"a": "x\ny"}', 6],
  ['{"a": 1} more', 9],
  ['', 0],
  ['{a: 1}', 1],
])('finds the first thing in %j that is no JSON', (text, offset) => {
  expect(faultOffset(text)).toBe(offset);
});

it('reads everything that is JSON to its end', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(faultOffset(text)).toBe(text.length);
    }),
  );
});

it('finds a fault in everything that the engine refuses', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom('}', ']', ',', ':', '"', 'x'), (text, seed, sign) => {
      const at = seed % (text.length + 1);
      const broken = text.slice(0, at) + sign + text.slice(at);
      let refused = false;
      try {
        JSON.parse(broken);
      } catch {
        refused = true;
      }
      // A text that only ends too early is read to its end as well.
      if (faultOffset(broken) < broken.length) expect(refused).toBe(true);
      else if (refused) expect(() => JSON.parse(broken)).toThrow(/end|Unterminated|Expected/);
    }),
  );
});
