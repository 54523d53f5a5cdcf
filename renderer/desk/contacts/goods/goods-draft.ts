// From a row of goods to its form and back. Pure: amounts and days are text while they are typed.
import type {
  CustomerContract,
  GoodsEntryInput,
  Invoice,
  Purchase,
} from '../../../../shared/contract/goods.ts';
import { readMoney } from '../../../../shared/domain/goods/amount.ts';
import type { ContractState } from '../../../../shared/domain/goods/kinds.ts';
import { type Money, moneyInWords } from '../../../../shared/domain/goods/money.ts';
import { dayInWords, readDay } from '../../../../shared/domain/schedule/written-day.ts';

export type GoodsKind = 'purchase' | 'contract' | 'invoice';

/** What is edited; without a row it is a new one. */
export type GoodsSubject =
  | { readonly of: 'purchase'; readonly row?: Purchase }
  | { readonly of: 'contract'; readonly row?: CustomerContract }
  | { readonly of: 'invoice'; readonly row?: Invoice };

/** One form for all three: each shows the fields that it has. */
export interface GoodsForm {
  /** Name of a product, number of a paper. */
  title: string;
  /** Serial number, or what the paper is about. */
  detail: string;
  quantity: number | '';
  amount: string;
  currency: string;
  /** Bought, begun, issued. */
  from: string;
  /** Warranty, end, due. */
  until: string;
  state: ContractState;
  paid: string;
  paidOn: string;
  note: string;
}

const day = (written: string | undefined): string => (written === undefined ? '' : dayInWords(written));
const amount = (money: Money | undefined): string => (money === undefined ? '' : moneyInWords(money));

export function formOf(subject: GoodsSubject, currency: string, today: string): GoodsForm {
  const blank: GoodsForm = {
    ...{ title: '', detail: '', quantity: 1, amount: '', currency, from: '', until: '' },
    ...{ state: 'signed', paid: '', paidOn: '', note: '' },
  };
  if (subject.row === undefined) return subject.of === 'invoice' ? { ...blank, from: day(today) } : blank;
  switch (subject.of) {
    case 'purchase': {
      const { name, serial = '', quantity, price, boughtOn, warrantyUntil, note } = subject.row;
      return {
        ...blank,
        ...{ title: name, detail: serial, quantity, amount: amount(price), note },
        ...{ currency: price?.currency ?? currency, from: day(boughtOn), until: day(warrantyUntil) },
      };
    }
    case 'contract': {
      const { number, subject: about, startsOn, endsOn, amount: worth, state } = subject.row;
      return {
        ...blank,
        ...{ title: number, detail: about, amount: amount(worth), currency: worth?.currency ?? currency },
        ...{ from: day(startsOn), until: day(endsOn), state },
      };
    }
    case 'invoice': {
      const { number, subject: about, issuedOn, dueOn, amount: billed, paid, paidOn } = subject.row;
      return {
        ...blank,
        ...{ title: number, detail: about, amount: amount(billed), currency: billed.currency },
        ...{ from: day(issuedOn), until: day(dueOn), paidOn: day(paidOn) },
        paid: paid.minor === 0 ? '' : amount(paid),
      };
    }
  }
}

export type FormFault =
  | 'titleMissing'
  | 'amountBad'
  | 'amountMissing'
  | 'dayBad'
  | 'dayMissing'
  | 'quantityBad';

/** What is wrong with a field, by its name. */
export function faultsOf(of: GoodsKind, form: GoodsForm): Partial<Record<keyof GoodsForm, FormFault>> {
  const faults: Partial<Record<keyof GoodsForm, FormFault>> = {};
  if (form.title.trim() === '') faults.title = 'titleMissing';
  for (const field of ['amount', 'paid'] as const)
    if (form[field].trim() !== '' && readMoney(form[field], form.currency) === undefined)
      faults[field] = 'amountBad';
  for (const field of ['from', 'until', 'paidOn'] as const)
    if (form[field].trim() !== '' && readDay(form[field], { yearless: false }) === undefined)
      faults[field] = 'dayBad';
  if (of === 'purchase' && !(Number(form.quantity) > 0)) faults.quantity = 'quantityBad';
  if (of === 'invoice') {
    if (form.amount.trim() === '') faults.amount = 'amountMissing';
    if (form.from.trim() === '') faults.from = 'dayMissing';
  }
  return faults;
}

/** Of a form without faults. */
export function entryOf(of: GoodsKind, form: GoodsForm): GoodsEntryInput {
  const { currency } = form;
  const readAmount = readMoney(form.amount, currency);
  const money = readAmount === undefined ? undefined : { minor: readAmount, currency };
  const from = readDay(form.from, { yearless: false });
  const until = readDay(form.until, { yearless: false });
  const title = form.title.trim();
  const detail = form.detail.trim();
  switch (of) {
    case 'purchase':
      return {
        of,
        fields: {
          ...{ name: title, quantity: Number(form.quantity), note: form.note.trim() },
          ...(detail === '' ? {} : { serial: detail }),
          ...(money === undefined ? {} : { price: money }),
          ...(from === undefined ? {} : { boughtOn: from }),
          ...(until === undefined ? {} : { warrantyUntil: until }),
        },
      };
    case 'contract':
      return {
        of,
        fields: {
          ...{ number: title, subject: detail, state: form.state },
          ...(money === undefined ? {} : { amount: money }),
          ...(from === undefined ? {} : { startsOn: from }),
          ...(until === undefined ? {} : { endsOn: until }),
        },
      };
    case 'invoice': {
      const paidMinor = readMoney(form.paid, currency) ?? 0;
      const paidOn = readDay(form.paidOn, { yearless: false });
      return {
        of,
        fields: {
          ...{ number: title, subject: detail, issuedOn: from ?? '', paidMinor },
          amount: money ?? { minor: 0, currency },
          ...(until === undefined ? {} : { dueOn: until }),
          ...(paidOn === undefined ? {} : { paidOn }),
        },
      };
    }
  }
}
