import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnTarget } from './column.ts';
import { fileKey, recallColumns, rememberColumns } from './remembered.ts';

const HEADER = ['ФИО', 'Телефон', 'телефон', '', 'E-Mail'];
const MAPPING = ['name', 'phone', 'workPhone', 'tags', 'email'] as const satisfies readonly ColumnTarget[];

describe('a mapping of the last time', () => {
  it('is known again by the headers, in any order and writing', () => {
    expect(fileKey(['e-mail', ' тел.: ', 'Телефон'])).toBe(fileKey(['Телефон', 'E–mail', 'тел']));
    expect(fileKey(HEADER)).toBe(fileKey(['Телефон', 'e mail', 'фио', 'ТЕЛЕФОН']));
    expect(fileKey(HEADER)).not.toBe(fileKey(['Телефон', 'e mail', 'фио']));
    expect(fileKey(['', ' '])).toBeUndefined();
  });

  it('goes to the columns where they are now; a column without a header is guessed', () => {
    const remembered = rememberColumns(HEADER, MAPPING);
    const now = ['телефон', '', 'ТЕЛЕФОН', 'e-mail', 'фио'];
    const guess = ['phone', 'about', 'phone', 'email', 'name'] as const;
    expect(recallColumns(now, remembered, guess)).toEqual(['phone', 'about', 'workPhone', 'email', 'name']);
    expect(recallColumns(now, remembered, guess, (target) => target !== 'workPhone')[2]).toBe('phone');
  });

  it('is the same for the same file', () => {
    const header = fc.array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        header,
        fc.array(fc.constantFrom(...MAPPING), { minLength: 8, maxLength: 8 }),
        (names, many) => {
          const mapping = many.slice(0, names.length);
          expect(recallColumns(names, rememberColumns(names, mapping), mapping)).toEqual(mapping);
        },
      ),
    );
  });
});
