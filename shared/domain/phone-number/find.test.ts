import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumber } from './find.ts';

const ukraine = { country: 'UA', areaCode: '' };

describe('the one number of a text', () => {
  it.each([
    ['+380 44 123-45-67', '+380441234567', true],
    ['  044 123 45 67\n', '+380441234567', true],
    ['tel:+44-20-7946-0018', '+442079460018', true],
    ['\u202a+380441234567\u202c', '+380441234567', true],
    ['٠٤٤١٢٣٤٥٦٧', '+380441234567', true],
    ['201', '201', true],
    ['Call Anna on 044 123 45 67 before noon', '+380441234567', false],
    ['044 123 45 67 (the same: +380441234567)', '+380441234567', false],
    ['Anna\n+380441234567\nKyiv', '+380441234567', false],
  ])('%j → %s', (text, dial, whole) =>
    expect(findNumber(text, ukraine)).toMatchObject({ kind: 'one', dial, whole }),
  );

  it('is shown as people of the home country write it', () =>
    expect(findNumber('+380441234567', ukraine)).toMatchObject({ display: '044 123 4567' }));

  it.each([
    '',
    '   ',
    'hello',
    'order 201 of 2026-11-22',
    'version 1.2.3.4',
    '<script>1</script>',
    'x'.repeat(1_000_000),
    `${' '.repeat(2000)}+380441234567`,
    '*21*0441234567#',
  ])('%.40j holds none', (text) => expect(findNumber(text, ukraine)).toEqual({ kind: 'none' }));

  it('two different ones are nobody’s choice but the person’s', () =>
    expect(findNumber('044 123 45 67 or 044 765 43 21', ukraine)).toEqual({ kind: 'several' }));

  it('never throws, and gives only what can be dialled', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('UA', 'US', 'ZZ', ''),
        (text, country) => {
          const found = findNumber(text, { country, areaCode: '' });
          if (found.kind === 'one') expect(found.dial).toMatch(/^\+?\d{1,15}$/);
        },
      ),
    );
  });
});
