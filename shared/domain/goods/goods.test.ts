import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { owedOf, paymentOn } from './owed.ts';
import { ENDING_DAYS, termOn } from './term.ts';
import { warrantyOn } from './warranty.ts';

const TODAY = '2026-11-27';
const EUR = (minor: number) => ({ minor, currency: 'EUR' });

it.each([
  [undefined, { kind: 'none' }],
  ['2026-11-27', { kind: 'in', until: '2026-11-27', daysLeft: 0 }],
  ['2026-12-27', { kind: 'in', until: '2026-12-27', daysLeft: 30 }],
  ['2026-11-26', { kind: 'ended', on: '2026-11-26' }],
])('a warranty until %s', (until, state) => expect(warrantyOn(TODAY, until)).toEqual(state));

describe('a contract', () => {
  const signed = (startsOn?: string, endsOn?: string) => termOn(TODAY, { state: 'signed', startsOn, endsOn });
  it.each([
    ['runs without an end', signed('2020-01-01'), { kind: 'running' }],
    ['runs without any day', signed(), { kind: 'running' }],
    ['runs until a far day', signed('2020-01-01', '2028-01-01'), { kind: 'running', until: '2028-01-01' }],
    ['ends on its last day', signed(undefined, TODAY), { kind: 'ending', until: TODAY, daysLeft: 0 }],
    ['has ended', signed('2020-01-01', '2026-11-26'), { kind: 'ended', on: '2026-11-26' }],
    ['is to begin', signed('2026-12-01', '2028-01-01'), { kind: 'begins', on: '2026-12-01' }],
    [
      'is a draft, whatever its days',
      termOn(TODAY, { state: 'draft', endsOn: '2020-01-01' }),
      { kind: 'draft' },
    ],
    ['was called off', termOn(TODAY, { state: 'terminated' }), { kind: 'terminated' }],
  ])('%s', (_name, term, state) => expect(term).toEqual(state));

  it('is told to end in time to speak of it, and not before', () => {
    const end = (days: number) =>
      new Date(Date.parse(`${TODAY}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    expect(signed(undefined, end(ENDING_DAYS)).kind).toBe('ending');
    expect(signed(undefined, end(ENDING_DAYS + 1)).kind).toBe('running');
  });
});

describe('money', () => {
  it('tells how an invoice stands', () => {
    const bill = (paid: number, dueOn?: string) =>
      paymentOn(TODAY, { amount: EUR(100), paid: EUR(paid), dueOn, paidOn: '2026-11-01' });
    expect(bill(100)).toEqual({ kind: 'paid', on: '2026-11-01' });
    expect(bill(120)).toEqual({ kind: 'paid', on: '2026-11-01' });
    expect(bill(40)).toEqual({ kind: 'part', left: EUR(60), overdueDays: 0 });
    expect(bill(0, TODAY)).toEqual({ kind: 'open', left: EUR(100), overdueDays: 0 });
    expect(bill(0, '2026-11-20')).toEqual({ kind: 'open', left: EUR(100), overdueDays: 7 });
  });

  it('is summed by currency, with the first day that was to be met', () => {
    expect(
      owedOf([
        { amount: EUR(100), paid: EUR(40), dueOn: '2026-11-20' },
        { amount: EUR(50), paid: EUR(0), dueOn: '2026-10-01' },
        { amount: EUR(70), paid: EUR(70), dueOn: '2020-01-01' },
        { amount: { minor: 5, currency: 'JPY' }, paid: { minor: 0, currency: 'JPY' } },
      ]),
    ).toEqual([
      { amount: EUR(110), invoices: 2, dueOn: '2026-10-01' },
      { amount: { minor: 5, currency: 'JPY' }, invoices: 1 },
    ]);
  });

  it('owed is what is billed without what is paid of it, in any order', () => {
    const bill = fc
      .tuple(fc.nat(1000), fc.nat(1000), fc.constantFrom('EUR', 'UAH'))
      .map(([amount, paid, currency]) => ({
        amount: { minor: amount, currency },
        paid: { minor: Math.min(amount, paid), currency },
      }));
    fc.assert(
      fc.property(fc.array(bill), (bills) => {
        const sums = new Map(owedOf(bills).map(({ amount }) => [amount.currency, amount.minor]));
        for (const currency of ['EUR', 'UAH']) {
          const of = bills.filter(({ amount }) => amount.currency === currency);
          const left = of.reduce((sum, { amount, paid }) => sum + amount.minor - paid.minor, 0);
          expect(sums.get(currency) ?? 0).toBe(left);
        }
      }),
    );
  });
});
