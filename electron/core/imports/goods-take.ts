import type { Repositories } from '../../../db/repositories/index.ts';
import type { ImportOptions, RejectionReason } from '../../../shared/contract/imports.ts';
import {
  asNew,
  type CustomerCandidates,
  type KnownGoods,
  keyOfGoods,
  mergeGoods,
  samePurchase,
  whose,
} from '../../../shared/domain/import/goods-plan.ts';
import type {
  GoodsKind,
  GoodsReading,
  GoodsRow,
  PurchaseRow,
} from '../../../shared/domain/import/goods-row.ts';
import type { KnownContact } from '../../../shared/domain/import/merge.ts';
import type { ImportRow } from '../../../shared/domain/import/row.ts';
import type { KnownOnes } from './known-ones.ts';

/** What an import of goods asks of the base and does to it. */
export interface GoodsBase {
  readonly known: KnownOnes;
  readonly goods: Pick<Repositories['goods'], GoodsKind | 'byKey'>;
  readonly newId: () => string;
}

/** Whose a thing is, and the thing itself if it is there already. */
export type GoodsLook =
  | { readonly customer: KnownContact; readonly id: string | undefined }
  | { readonly reject: RejectionReason };

export type GoodsFate =
  | { readonly contactId: string; readonly fate: 'created' | 'merged'; readonly changed: boolean }
  | { readonly reject: RejectionReason };

/** Of one customer, to find what has no serial number. */
const MOST_PURCHASES = 1000;

/**
 * Puts what a row says of a purchase, a contract or an invoice onto the card of its customer, in the caller's transaction. It is
 * known again by its own number, so that the same file a second time changes nothing.
 */
export function takeGoods(
  { kind, row, goods, contract }: GoodsReading,
  base: GoodsBase,
  mode: ImportOptions['duplicates'],
): GoodsFate {
  const look = lookAtGoods({ kind, row, goods, contract }, base);
  if ('reject' in look) return look;
  const contactId = look.customer.id;
  // One kind at a time, whose row, thing and store belong together; the compiler cannot see it through the choice.
  const store = base.goods[kind] as unknown as AnyStore;
  if (look.id === undefined) {
    store.put(base.newId(), contactId, asNew[kind](goods as never), undefined);
    return { contactId, fate: 'created', changed: true };
  }
  const next = mergeGoods(fieldsOf(store.get(look.id)), goods as never, mode);
  if (next !== undefined) store.put(look.id, contactId, next, store.read(look.id));
  return { contactId, fate: 'merged', changed: next !== undefined };
}

export function lookAtGoods(
  { kind, row, goods, contract }: GoodsReading,
  base: Pick<GoodsBase, 'known' | 'goods'>,
): GoodsLook {
  const owner = whose(row, customersOf(base, row, contract));
  if ('reject' in owner) return owner;
  return { customer: owner.customer, id: existing(kind, goods, owner.customer.id, base.goods) };
}

function customersOf(
  { known, goods }: Pick<GoodsBase, 'known' | 'goods'>,
  row: ImportRow,
  contract: string | undefined,
): CustomerCandidates {
  const one = (id: string): KnownContact[] => {
    const found = known.byId(id);
    return found ? [found] : [];
  };
  return {
    get byId() {
      return row.id === undefined ? [] : one(row.id);
    },
    get byNumber() {
      return known.byNumber(row.phones.flatMap((phone) => phone.e164 ?? []));
    },
    get byEmail() {
      return known.byEmail(row.emails);
    },
    get byContract() {
      if (contract === undefined) return [];
      return goods.byKey.exact('contract', contract).flatMap(({ contactId }) => one(contactId));
    },
    get byName() {
      if (row.name === '') return [];
      const alone = row.kind === 'person' && row.organisation === undefined;
      return alone ? known.byWholeName(row.name) : known.byName(row);
    },
  };
}

interface AnyStore {
  get(id: string): object;
  read(id: string): unknown;
  put(id: string, contactId: string, fields: object, before: unknown): void;
}

/** A view of a thing in the terms of a row: what was paid is an amount there. */
function fieldsOf(view: object): KnownGoods[GoodsKind] {
  const {
    id: _id,
    version: _version,
    contactId: _contact,
    paid,
    ...fields
  } = view as {
    readonly id: string;
    readonly version: number;
    readonly contactId: string;
    readonly paid?: { readonly minor: number };
  } & KnownGoods[GoodsKind];
  return (paid === undefined ? fields : { ...fields, paidMinor: paid.minor }) as KnownGoods[GoodsKind];
}

const KEY_KIND = { purchases: 'purchase', contracts: 'contract', invoices: 'invoice' } as const;

/** The thing of this customer that the row means: by its own number, or a purchase without one by what and when. */
function existing(
  kind: GoodsKind,
  row: GoodsRow,
  contactId: string,
  goods: GoodsBase['goods'],
): string | undefined {
  const key = keyOfGoods(kind, row);
  if (key !== '')
    return goods.byKey.exact(KEY_KIND[kind], key).find((hit) => hit.contactId === contactId)?.id;
  const bought = goods.purchases.of(contactId, { offset: 0, limit: MOST_PURCHASES });
  return bought.find((known) => samePurchase(known, row as PurchaseRow))?.id;
}
