import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldAny, hasWords, placedWords, words } from './fold.ts';

/** The signs of ASCII, and those beside which words stand. */
const SIGNS = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at))
  .filter((sign) => /[^a-z0-9]/i.test(sign))
  .concat('«', '»', '–', '—');

describe('fold', () => {
  it.each([
    ['Алёна', 'алена'],
    ['Йорданов', 'иорданов'],
    ['Київ', 'киів'],
    ['Ґалаґан', 'галаган'],
    ["Мар'яна", 'маряна'],
    ['Мар’яна', 'маряна'],
    ['Марʼяна', 'маряна'],
    ['Müller-Straße', 'muller-strasse'],
    ['ŁÓDŹ', 'lodz'],
    ['İstanbul', 'istanbul'],
    ['Søren Ærø', 'soren aero'],
    ['ＦＵＬＬ', 'full'],
    ['  two \t  spaces ', 'two spaces'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('is the same for plain texts as for any', () => {
    const letter = fc.constantFrom(...'abzABZ019АБЯабяЁёЙйІіЇїЄєҐґ  ', 'Щ', 'ю', ...SIGNS);
    fc.assert(
      fc.property(fc.string({ unit: letter }), (text) => void expect(fold(text)).toBe(foldAny(text))),
      { numRuns: 1000 },
    );
  });

  it('is settled: folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(fold(fold(text))).toBe(fold(text))),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void expect(words(words(text).join(' '))).toEqual(words(text)),
      ),
      { numRuns: 1000 },
    );
  });
});

describe('words', () => {
  it('splits at everything that is no letter or digit', () => {
    expect(words('ООО «Ромашка-Плюс», 2-й цех')).toEqual(['ооо', 'ромашка', 'плюс', '2', 'и', 'цех']);
  });

  it('are the same beside a letter of another script', () => {
    const letter = fc.constantFrom(...'aZ09АяЁйЇґ', ...SIGNS);
    fc.assert(
      fc.property(
        fc.string({ unit: letter }),
        (text) => void expect([...words(text), 'ω']).toEqual(words(`${text} ω`)),
      ),
      { numRuns: 1000 },
    );
  });

  it('takes letters of scripts without spaces one by one', () => {
    expect(words('山田 Taro')).toEqual(['山', '田', 'taro']);
  });

  it('have their places', () => {
    expect(placedWords("Мар'яна Ли-2, 山田x")).toEqual([
      { text: "Мар'яна", at: 0 },
      { text: 'Ли', at: 8 },
      { text: '2', at: 11 },
      { text: '山', at: 14 },
      { text: '田', at: 15 },
      { text: 'x', at: 16 },
    ]);
  });

  it('finds by beginnings', () => {
    expect(hasWords(words('Алёна Йорданова'), words('йорд ал'))).toBe(true);
    expect(hasWords(words('Алёна Йорданова'), words('данова'))).toBe(false);
  });
});
