import { readAmount } from '../goods/amount.ts';
import { findKey } from '../goods/find-key.ts';
import type { Money } from '../goods/money.ts';
import { readDay } from '../schedule/written-day.ts';
import type { GoodsTarget } from './column.ts';
import { fold, tidy, tidyLines } from './fold.ts';
import { restore } from './formula.ts';
import { type ImportRow, type RowReading, readRow } from './row.ts';

/** What a file brings: customers, or what they bought, agreed to and were charged. */
export const IMPORT_KINDS = ['customers', 'purchases', 'contracts', 'invoices'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export type GoodsKind = Exclude<ImportKind, 'customers'>;

/** Which columns a kind has besides those that say whose it is; the first one must be there. */
export const GOODS_COLUMNS = {
  purchases: [
    'item',
    'serial',
    'quantity',
    'amount',
    'currency',
    'boughtOn',
    'warrantyUntil',
    'contractNumber',
    'note',
  ],
  contracts: ['contractNumber', 'subject', 'amount', 'currency', 'startsOn', 'endsOn', 'contractState'],
  invoices: [
    'invoiceNumber',
    'subject',
    'amount',
    'currency',
    'issuedOn',
    'dueOn',
    'paidAmount',
    'paidOn',
    'contractNumber',
  ],
} as const satisfies Record<GoodsKind, readonly GoodsTarget[]>;

export interface PurchaseRow {
  readonly name: string;
  readonly serial?: string;
  readonly quantity?: number;
  readonly price?: Money;
  readonly boughtOn?: string;
  readonly warrantyUntil?: string;
  readonly note?: string;
}
export interface ContractRow {
  readonly number: string;
  readonly subject?: string;
  readonly amount?: Money;
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly state?: 'draft' | 'signed' | 'terminated';
}
export interface InvoiceRow {
  readonly number: string;
  readonly subject?: string;
  readonly amount: Money;
  readonly issuedOn: string;
  readonly dueOn?: string;
  readonly paidMinor?: number;
  readonly paidOn?: string;
}

export interface GoodsRowOf {
  readonly purchases: PurchaseRow;
  readonly contracts: ContractRow;
  readonly invoices: InvoiceRow;
}
export type GoodsRow<K extends GoodsKind = GoodsKind> = GoodsRowOf[K];

/** The contract's limits, characters. */
const LONGEST = { name: 300, number: 200, subject: 500, note: 2000 } as const;

/** What a row says of a thing and of whose it is. */
export interface GoodsReading {
  readonly kind: GoodsKind;
  /** The customer, as far as the row names one: less than an import of customers asks for is enough. */
  readonly row: ImportRow;
  readonly goods: GoodsRow;
  /** A contract by whose number the customer is named. */
  readonly contract: string | undefined;
}

export type GoodsRejection = 'noItem' | 'badValue' | 'tooLong';
export type GoodsResult<K extends GoodsKind = GoodsKind> =
  | { readonly goods: GoodsRow<K> }
  | { readonly reject: GoodsRejection };

/** A cell that says something and cannot be read: a wrong amount or day must not get onto a card in silence. */
class Unreadable extends Error {}

/**
 * Reads what a row says of one thing.
 * @param currency of amounts that do not say theirs (ISO 4217)
 */
export function readGoods<K extends GoodsKind>(
  kind: K,
  cells: readonly string[],
  mapping: readonly string[],
  currency: string,
): GoodsResult<K> {
  const text = (target: GoodsTarget, between = ' '): string | undefined => {
    const said = mapping.flatMap((to, column) => {
      const cell = to === target ? tidyLines(restore(cells[column] ?? '')) : '';
      return cell === '' ? [] : [target === 'note' ? cell : tidy(cell)];
    });
    return said.length === 0 ? undefined : said.join(between);
  };
  const read = <T>(target: GoodsTarget, reader: (written: string) => T | undefined): T | undefined => {
    const written = text(target);
    if (written === undefined) return undefined;
    const value = reader(written);
    if (value === undefined) throw new Unreadable(target);
    return value;
  };
  const day = (target: GoodsTarget) => read(target, (written) => readDay(written, { yearless: false }));
  const money = (target: GoodsTarget) =>
    read(target, (written) => amountIn(written, text('currency') ?? currency));
  const present = <T extends object>(fields: T): T =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

  function purchase(): PurchaseRow | undefined {
    const name = text('item') ?? text('serial');
    if (name === undefined) return undefined;
    return present({
      name,
      serial: text('serial'),
      quantity: read('quantity', readQuantity),
      price: money('amount'),
      boughtOn: day('boughtOn'),
      warrantyUntil: day('warrantyUntil'),
      note: text('note', '\n'),
    }) as PurchaseRow;
  }
  function contract(): ContractRow | undefined {
    const number = text('contractNumber');
    if (number === undefined || findKey(number) === '') return undefined;
    return present({
      number,
      subject: text('subject'),
      amount: money('amount'),
      startsOn: day('startsOn'),
      endsOn: day('endsOn'),
      state: read('contractState', readState),
    }) as ContractRow;
  }
  function invoice(): InvoiceRow | undefined {
    const number = text('invoiceNumber');
    const amount = money('amount');
    const issuedOn = day('issuedOn');
    if (number === undefined || findKey(number) === '' || amount === undefined || issuedOn === undefined)
      return undefined;
    return present({
      number,
      subject: text('subject'),
      amount,
      issuedOn,
      dueOn: day('dueOn'),
      paidMinor: read('paidAmount', (written) => amountIn(written, amount.currency)?.minor),
      paidOn: day('paidOn'),
    }) as InvoiceRow;
  }

  try {
    const goods = { purchases: purchase, contracts: contract, invoices: invoice }[kind]();
    if (goods === undefined) return { reject: 'noItem' };
    return tooLong(goods) ? { reject: 'tooLong' } : { goods: goods as GoodsRow<K> };
  } catch (error) {
    if (error instanceof Unreadable) return { reject: 'badValue' };
    throw error;
  }
}

function tooLong(goods: GoodsRow): boolean {
  const of: Readonly<Record<string, unknown>> = { ...goods };
  const { name, serial, number, subject, note } = of;
  const longer = (value: unknown, most: number) => typeof value === 'string' && value.length > most;
  return (
    longer(name, LONGEST.name) ||
    longer(serial, LONGEST.number) ||
    longer(number, LONGEST.number) ||
    longer(subject, LONGEST.subject) ||
    longer(note, LONGEST.note)
  );
}

function amountIn(written: string, currency: string): Money | undefined {
  const read = readAmount(written, { currency });
  return typeof read === 'object' ? read : undefined;
}

/** "2", "1,5", "3 шт." */
function readQuantity(written: string): number | undefined {
  const [, figures] = /^([\d\s\u00a0]+(?:[.,]\d+)?)\s*\p{L}{0,6}\.?$/u.exec(written) ?? [];
  const quantity = Number(figures?.replaceAll(/[\s\u00a0]/g, '').replace(',', '.'));
  return quantity > 0 && quantity <= 1_000_000_000 ? quantity : undefined;
}

const STATES = [
  [/^(draft|черновик|чернетка|проект)/, 'draft'],
  [/^(terminat|cancel|расторг|прекращ|розірван|припинен)/, 'terminated'],
  [/^(signed|active|valid|подписан|действ|підписан|чинн|діє)/, 'signed'],
] as const;
const FOLDED_STATES = STATES.map(
  ([stem, state]) => [new RegExp(stem.source.normalize('NFKD').replace(/\p{M}/gu, '')), state] as const,
);

const readState = (written: string): ContractRow['state'] =>
  FOLDED_STATES.find(([stem]) => stem.test(fold(written)))?.[1];

/** Reads a row of goods whole. */
export function readGoodsRow(
  kind: GoodsKind,
  cells: readonly string[],
  reading: RowReading,
  currency: string,
): GoodsReading | { readonly reject: GoodsRejection } {
  const { mapping } = reading;
  const read = readGoods(kind, cells, mapping, currency);
  if ('reject' in read) return read;
  const named = kind === 'contracts' ? undefined : cells[mapping.indexOf('contractNumber')];
  return { kind, row: readRow(cells, reading).row, goods: read.goods, contract: named?.trim() || undefined };
}
