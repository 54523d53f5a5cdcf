import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from '../text/fold.ts';
import { OWN_TYPES, type OwnType, type OwnValue } from './field.ts';
import { linkOf } from './link.ts';
import { readOwnText } from './read-text.ts';
import { ownField } from './testing/field.ts';
import { mayBecome, ownText, ownTrouble, readOwn } from './value.ts';

const names = fc
  .uniqueArray(
    fc
      .string({ minLength: 1, maxLength: 12 })
      .map((name) => name.trim())
      .filter((name) => fold(name) !== '' && !/[;\n]/.test(name)),
    { minLength: 1, maxLength: 6, selector: fold },
  )
  .map((all) => all.map((name, i) => ({ id: `option-${i}`, name, retired: i % 3 === 2 })));

const pad = (value: number) => String(value).padStart(2, '0');
const day = fc
  .tuple(
    fc.integer({ min: 1900, max: 2200 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => `${y}-${pad(m)}-${pad(d)}`);
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 })
  .map((value) => (Math.abs(value) < 1e-6 ? 0 : value));
const money = fc.record({
  minor: fc.integer({ min: -1e12, max: 1e12 }),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'UAH'),
});
const link = fc.webUrl().filter((url) => linkOf(url) === url);

/** A field of each type, with a value of it. */
const filled = names.chain((options) => {
  const ids = options.map(({ id }) => id);
  const values: Record<OwnType, fc.Arbitrary<OwnValue>> = {
    text: fc.string({ minLength: 1, maxLength: 60 }).filter((text) => text.trim() === text && text !== ''),
    number,
    money,
    date: day,
    choice: fc.constantFrom(...ids),
    multi: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }),
    yesNo: fc.boolean(),
    link,
    file: fc.uuid(),
  };
  return fc
    .constantFrom(...OWN_TYPES)
    .chain((type) =>
      values[type].map((value) => ({ field: ownField({ type, options, currency: 'EUR' }), value })),
    );
});

it('a value is what it was, whatever its field has been meanwhile', () => {
  fc.assert(
    fc.property(
      filled,
      fc.array(fc.constantFrom(...OWN_TYPES), { maxLength: 5 }),
      ({ field, value }, way) => {
        for (const type of way) if (mayBecome(field.type, type)) readOwn({ ...field, type }, value);
        expect(ownTrouble(field, value)).toBeUndefined();
        expect(readOwn(field, value)).toEqual({ value });
      },
    ),
  );
});

it('every value of every type is read by every other as one of its own, or shown as text', () => {
  fc.assert(
    fc.property(filled, fc.constantFrom(...OWN_TYPES), ({ field, value }, type) => {
      const other = { ...field, type };
      const reading = readOwn(other, value);
      if ('value' in reading) expect(ownTrouble(other, reading.value)).toBeUndefined();
      else expect(reading.kept.trim()).not.toBe('');
    }),
  );
});

it('what is written as text and saved so is read back to the same', () => {
  fc.assert(
    fc.property(filled, ({ field, value }) => {
      if (field.type === 'file') return;
      const text = ownText(field, value);
      const asText = readOwn({ ...field, type: 'text' }, value);
      expect(asText).toEqual({ value: text });
      expect(readOwn(field, text)).toEqual({ value });
    }),
  );
});

it('any text is a value or a trouble, and never breaks', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), names, fc.constantFrom(...OWN_TYPES), (text, options, type) => {
      const field = ownField({ type, options });
      const read = readOwnText(field, text);
      if ('value' in read) expect(ownTrouble(field, read.value)).toBeUndefined();
    }),
  );
});
