import { decimalsOf } from '../goods/money.ts';
import type { OwnMoney } from './field.ts';

/** Undefined: it has more digits than the currency, and would lose them. */
export function moneyOf(amount: number, currency: string): OwnMoney | undefined {
  const exact = amount * 10 ** decimalsOf(currency);
  const minor = Math.round(exact);
  // 1.15 × 100 is 114.99999999999999 in binary; a lost tenth of a cent is more.
  return Number.isSafeInteger(minor) && Math.abs(exact - minor) < 1e-3 ? { minor, currency } : undefined;
}

export const amountOf = ({ minor, currency }: OwnMoney): number => minor / 10 ** decimalsOf(currency);

/** "12.50 EUR", "-3 JPY": read back to the same. */
export function moneyText({ minor, currency }: OwnMoney): string {
  const digits = decimalsOf(currency);
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const cents = digits === 0 ? '' : `.${figures.slice(-digits)}`;
  return `${minor < 0 ? '-' : ''}${whole}${cents} ${currency}`;
}
