import { findKey } from '../goods/find-key.ts';
import { fold, namesAgree } from './fold.ts';
import type { ContractRow, GoodsKind, GoodsRow, GoodsRowOf, InvoiceRow, PurchaseRow } from './goods-row.ts';
import type { KnownContact } from './merge.ts';
import type { DuplicateMode } from './plan.ts';
import type { ImportRow } from './row.ts';

/** Whom the base knows by what a row says of its customer; each asked only when the ones before found nobody. */
export interface CustomerCandidates {
  readonly byId: readonly KnownContact[];
  readonly byNumber: readonly KnownContact[];
  readonly byEmail: readonly KnownContact[];
  /** Who has a contract of the number that the row names. */
  readonly byContract: readonly KnownContact[];
  /** An organisation of the name; a person of the name, in the organisation if that is given. */
  readonly byName: readonly KnownContact[];
}

export type Whose =
  | { readonly customer: KnownContact }
  | { readonly reject: 'noCustomer' | 'severalCustomers' };

/**
 * Whose a thing is. A number or an address of several people is decided by the name beside it, or else goes to the oldest, as
 * for a customer's own row; a mere name that several have decides nothing.
 */
export function whose(row: Pick<ImportRow, 'name'>, candidates: CustomerCandidates): Whose {
  for (const by of ['byId', 'byNumber', 'byEmail', 'byContract'] as const) {
    const found = candidates[by];
    const named = row.name === '' ? undefined : found.find(({ name }) => fold(name) === fold(row.name));
    const agreeing = row.name === '' ? undefined : found.find(({ name }) => namesAgree(name, row.name));
    const customer = named ?? agreeing ?? found[0];
    if (customer) return { customer };
  }
  const [only, ...more] = candidates.byName;
  if (only === undefined) return { reject: 'noCustomer' };
  return more.length > 0 ? { reject: 'severalCustomers' } : { customer: only };
}

/** Things as the base has them, in the terms of a row. */
export interface KnownGoods {
  readonly purchases: Required<Pick<PurchaseRow, 'name' | 'quantity' | 'note'>> & Loose<PurchaseRow>;
  readonly contracts: Required<Pick<ContractRow, 'number' | 'subject' | 'state'>> & Loose<ContractRow>;
  readonly invoices: Required<Pick<InvoiceRow, 'number' | 'subject' | 'amount' | 'issuedOn' | 'paidMinor'>> &
    Loose<InvoiceRow>;
}
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What it is when a file says no more of it. */
export const asNew: { readonly [K in GoodsKind]: (row: GoodsRowOf[K]) => KnownGoods[K] } = {
  purchases: (row) => ({ quantity: 1, note: '', ...row }),
  contracts: (row) => ({ subject: '', state: 'signed', ...row }),
  invoices: (row) => ({ subject: '', paidMinor: 0, ...row }),
};

/**
 * What a row makes of a thing that is there; undefined when it says nothing new. To say the same twice changes nothing the
 * second time.
 */
export function mergeGoods<K extends GoodsKind>(
  known: KnownGoods[K],
  row: GoodsRowOf[K],
  mode: DuplicateMode,
): KnownGoods[K] | undefined {
  if (mode === 'skip') return undefined;
  const before: Readonly<Record<string, unknown>> = { ...known };
  const changed = Object.entries(row as GoodsRow).filter(([key, value]) => {
    const was = before[key];
    if (JSON.stringify(was) === JSON.stringify(value)) return false;
    // Nothing was paid yet: a gap, as an empty field is.
    return mode === 'overwrite' || was === undefined || was === '' || was === 0;
  });
  return changed.length === 0 ? undefined : { ...known, ...Object.fromEntries(changed) };
}

/** By what a thing is known again; empty: it has no number of its own. */
export const keyOfGoods = (kind: GoodsKind, row: GoodsRow): string =>
  findKey(
    kind === 'purchases' ? ((row as PurchaseRow).serial ?? '') : (row as ContractRow | InvoiceRow).number,
  );

/** The same for two rows of a file that mean the same thing of one customer. */
export const sameInFile = (kind: GoodsKind, row: GoodsRow): string => {
  const { name = '', boughtOn = '' } = row as Loose<PurchaseRow>;
  return keyOfGoods(kind, row) || `${fold(name)}\n${boughtOn}`;
};

/** "Pump · SN-1", "12/24 · Service" */
export function titleOfGoods(goods: GoodsRow): string {
  const parts =
    'name' in goods
      ? [goods.name, goods.serial === goods.name ? '' : goods.serial]
      : [goods.number, goods.subject];
  return parts.filter(Boolean).join(' · ');
}

/** Whether what was bought without a serial number is this: the same thing on the same day. */
export const samePurchase = (known: Loose<PurchaseRow>, row: PurchaseRow): boolean =>
  fold(known.name ?? '') === fold(row.name) && known.boughtOn === row.boughtOn && (known.serial ?? '') === '';
