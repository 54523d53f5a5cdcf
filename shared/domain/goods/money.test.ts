import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMoney } from './amount.ts';
import { decimalsOf, moneyInWords } from './money.ts';

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.constantFrom('EUR', 'JPY', 'KWD', 'UAH'), (minor, currency) => {
      expect(readMoney(moneyInWords({ minor, currency }), currency)).toBe(minor);
    }),
  );
});

it('knows the decimals of a currency, and takes two for one that there is not', () => {
  expect([decimalsOf('EUR'), decimalsOf('JPY'), decimalsOf('KWD'), decimalsOf('???')]).toEqual([2, 0, 3, 2]);
});
