import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, hasWords, words } from './fold.ts';

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

  it('takes letters of scripts without spaces one by one', () => {
    expect(words('山田 Taro')).toEqual(['山', '田', 'taro']);
  });

  it('finds by beginnings', () => {
    expect(hasWords(words('Алёна Йорданова'), words('йорд ал'))).toBe(true);
    expect(hasWords(words('Алёна Йорданова'), words('данова'))).toBe(false);
  });
});
