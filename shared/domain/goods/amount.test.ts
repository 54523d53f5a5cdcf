import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AmountReading, readAmount, readMoney } from './amount.ts';
import { decimalsOf } from './money.ts';

describe('an amount', () => {
  it.each([
    ['1200', 120_000, 'RUB'],
    ['1 200,50 ₽', 120_050, 'RUB'],
    ['1\u00a0200,5 руб.', 120_050, 'RUB'],
    ['1.200,50', 120_050, 'RUB'],
    ['1,200.50', 120_050, 'RUB'],
    ['1.200', 120_000, 'RUB'],
    ['1,200', 120_000, 'RUB'],
    ['1.200.300', 120_030_000, 'RUB'],
    ['0.200', 20, 'RUB'],
    ['99.9', 9990, 'RUB'],
    ['$1,200.5', 120_050, 'USD'],
    ['USD 99', 9900, 'USD'],
    ['99EUR', 9900, 'EUR'],
    ['99,00 EUR', 9900, 'EUR'],
    ["CHF 1'200.50", 120_050, 'CHF'],
    ['1.234 KWD', 1234, 'KWD'],
    ['1,234.567 KWD', 1_234_567, 'KWD'],
    ['JPY 1200', 1200, 'JPY'],
    ['JPY 1,200', 1200, 'JPY'],
    ['500 грн', 50_000, 'UAH'],
    ['12 тыс. руб.', 1_200_000, 'RUB'],
    ['1,234 млн', 123_400_000, 'RUB'],
    ['5k €', 500_000, 'EUR'],
    ['500 тенге', 50_000, 'KZT'],
  ])('%s', (written, minor, currency) =>
    expect(readAmount(written, { currency: 'RUB' })).toEqual({ minor, currency }),
  );

  it('is none when nobody can tell how much it is', () => {
    const nothing = [
      '',
      '¥',
      'много',
      '-5',
      '+5',
      '1,23,4',
      '1.5.5',
      '12.345,678',
      '1e5',
      '10.005,5.5',
      '0,234',
    ];
    for (const written of [...nothing, '1,2345', '5 € $', '9'.repeat(20), '5 JPY 1', '1.5 JPY'])
      expect(readAmount(written, { currency: 'RUB' }), written).toBe('none');
    expect(readAmount('5', { currency: 'деньги' })).toBe('none');
    expect(readAmount('5', { currency: '₽' })).toEqual({ minor: 500, currency: 'RUB' });
  });

  it('of a sign that several currencies have is of the usual one', () => {
    expect(readAmount('$5', { currency: 'AUD' })).toEqual({ minor: 500, currency: 'AUD' });
    expect(readAmount('$5', { currency: 'EUR' })).toEqual({ minor: 500, currency: 'USD' });
    expect(readAmount('5 руб.', { currency: 'BYN' })).toEqual({ minor: 500, currency: 'BYN' });
  });

  it('of a form is of its currency and no other', () => {
    expect(readMoney('€1,234.50', 'EUR')).toBe(123_450);
    expect(readMoney('$5', 'EUR')).toBeUndefined();
    expect(readMoney('five', 'EUR')).toBeUndefined();
  });
});

describe('whatever the amount', () => {
  const currency = fc.constantFrom('RUB', 'EUR', 'JPY', 'KWD', 'USD');
  const minor = fc.nat(1_000_000_000_000);
  const writing = fc.record({
    group: fc.constantFrom('', ' ', '\u00a0', "'", ',', '.'),
    mark: fc.constantFrom('.', ','),
    sign: fc.constantFrom('before', 'behind') as fc.Arbitrary<'before' | 'behind'>,
  });

  function write(
    amount: number,
    of: string,
    { group, mark, sign }: { group: string; mark: string; sign: string },
  ) {
    const places = decimalsOf(of);
    const digits = String(amount).padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places).replaceAll(/\B(?=(?:\d{3})+$)/g, group);
    const figures = places === 0 ? whole : `${whole}${mark}${digits.slice(-places)}`;
    return sign === 'before' ? `${of} ${figures}` : `${figures} ${of}`;
  }

  it('every usual writing of it is read to the last of its decimals', () => {
    fc.assert(
      fc.property(minor, currency, writing, (amount, of, how) => {
        fc.pre(how.group !== how.mark);
        // One group and three decimals look alike; only both together are told apart.
        fc.pre(
          decimalsOf(of) !== 0 || (how.group !== ',' && how.group !== '.') || amount < 1000 || amount >= 1e6,
        );
        expect(readAmount(write(amount, of, how), { currency: 'UAH' })).toEqual({
          minor: amount,
          currency: of,
        });
      }),
    );
  });

  it('below nothing it is one only where that may be', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (amount) => {
        const written = `-${(amount / 100).toFixed(2)}`;
        expect(readAmount(written, { currency: 'EUR' })).toBe('none');
        expect(readAmount(written, { currency: 'EUR', negative: true })).toEqual({
          minor: -amount,
          currency: 'EUR',
        });
      }),
    );
  });

  it('what one mark before three digits is, the reading says', () => {
    const as = (lone: AmountReading['lone']) =>
      readAmount('1,200', { currency: 'EUR', ...(lone && { lone }) });
    expect(as(undefined)).toEqual({ minor: 120_000, currency: 'EUR' });
    expect(as(() => 'group')).toEqual({ minor: 120_000, currency: 'EUR' });
    expect(as(() => 'fraction')).toEqual({ minor: 120, currency: 'EUR' });
    expect(as(() => 'ambiguous')).toBe('ambiguous');
  });

  it('no text makes it throw, or an amount that is not exact', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,- €$kEURмлн') }), (text) => {
        const read = readAmount(text, { currency: 'RUB', negative: true });
        if (typeof read === 'object') expect(Number.isSafeInteger(read.minor)).toBe(true);
      }),
    );
  });
});
