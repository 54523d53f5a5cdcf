import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findKey } from './find-key.ts';

it.each([
  ['№ ав-12 / 24', 'AB1224'],
  ['AB12-24', 'AB1224'],
  ['SN: 00-3f.a9', 'SN003FA9'],
  ['Договор № 7/Ё', 'ДOГOBOP7E'],
  ['— / .', ''],
  ['١٢٣', '١٢٣'],
])('%s is found as %s', (written, key) => expect(findKey(written)).toBe(key));

it('is the same for every writing with other signs, spaces and case, and for itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'б', 'С', '1', '9', 'Z'), { minLength: 1, maxLength: 12 }),
      fc.constantFrom('', ' ', '-', '/', '. '),
      (letters, sign) => {
        const key = findKey(letters.join(''));
        expect(findKey(letters.join(sign).toUpperCase())).toBe(key);
        expect(findKey(key)).toBe(key);
      },
    ),
  );
});
