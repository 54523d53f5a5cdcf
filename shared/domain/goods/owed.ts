import { daysBetween } from '../schedule/day.ts';
import type { Money } from './money.ts';

/** What of the invoices of one currency is not paid. */
export interface Owed {
  readonly amount: Money;
  readonly invoices: number;
  /** The earliest day by which one of them should have been paid; absent: none has such a day. */
  readonly dueOn?: string | undefined;
}

/** How an invoice stands: part of the way counts only when something of it was paid. */
export type Payment =
  | { readonly kind: 'paid'; readonly on?: string | undefined }
  | { readonly kind: 'open' | 'part'; readonly left: Money; readonly overdueDays: number };

interface Billed {
  readonly amount: Money;
  readonly paid: Money;
  readonly dueOn?: string | undefined;
  readonly paidOn?: string | undefined;
}

/** 0: not overdue. On the day itself it can still be paid in time. */
export const overdueDays = (today: string, dueOn: string | undefined): number =>
  dueOn === undefined ? 0 : Math.max(0, daysBetween(dueOn, today));

export function paymentOn(today: string, { amount, paid, dueOn, paidOn }: Billed): Payment {
  const left = amount.minor - paid.minor;
  if (left <= 0) return { kind: 'paid', ...(paidOn === undefined ? {} : { on: paidOn }) };
  return {
    kind: paid.minor > 0 ? 'part' : 'open',
    left: { minor: left, currency: amount.currency },
    overdueDays: overdueDays(today, dueOn),
  };
}

/** By currency, what is due first before the others: sums of different money are no sum. */
export function owedOf(invoices: readonly Billed[]): Owed[] {
  const owed = new Map<string, { minor: number; invoices: number; dueOn?: string | undefined }>();
  for (const { amount, paid, dueOn } of invoices) {
    const left = amount.minor - paid.minor;
    if (left <= 0) continue;
    const sum = owed.get(amount.currency) ?? { minor: 0, invoices: 0 };
    sum.minor += left;
    sum.invoices += 1;
    if (dueOn !== undefined && (sum.dueOn === undefined || dueOn < sum.dueOn)) sum.dueOn = dueOn;
    owed.set(amount.currency, sum);
  }
  return [...owed]
    .map(([currency, { minor, invoices: count, dueOn }]) => ({
      amount: { minor, currency },
      invoices: count,
      ...(dueOn === undefined ? {} : { dueOn }),
    }))
    .toSorted(byDue);
}

/** A day sorts before a tilde, so what has no day comes last. */
const dueKey = ({ dueOn = '~', amount }: Owed): string => `${dueOn} ${amount.currency}`;
const byDue = (a: Owed, b: Owed): number => (dueKey(a) < dueKey(b) ? -1 : 1);
