import type { Purchase, PurchaseFields } from '../../../shared/contract/goods.ts';
import { findKey } from '../../../shared/domain/goods/find-key.ts';
import { purchases } from '../../schema/goods.ts';
import type { RowOf } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { moneyOf, type RawMoney, written } from './columns.ts';
import { createGoodsStore, type GoodsStore } from './store.ts';

export type Purchases = GoodsStore<PurchaseFields, Purchase, RowOf<typeof purchases>>;

export const PURCHASE_COLUMNS = `g.id, g.version, g.contact_id as contactId, g.name, g.serial, g.quantity,
  g.price as minor, g.currency, g.bought_on as boughtOn, g.warranty_until as warrantyUntil, g.note`;

export const toPurchase = ({ minor, currency, ...raw }: RawMoney & Omit<Purchase, 'price'>): Purchase => ({
  ...(present(raw) as Omit<Purchase, 'price'>),
  ...moneyOf('price', minor, currency),
});

export const createPurchases = (deps: Deps, changes: Changes): Purchases =>
  createGoodsStore(deps, changes, {
    table: purchases,
    columns: PURCHASE_COLUMNS,
    order: 'g.bought_on desc, g.id desc',
    view: toPurchase,
    state: (contactId, fields: PurchaseFields) => ({
      contactId,
      name: fields.name.trim(),
      serial: written(fields.serial),
      findKey: findKey(fields.serial ?? ''),
      quantity: fields.quantity,
      price: fields.price?.minor ?? null,
      currency: fields.price?.currency ?? null,
      boughtOn: fields.boughtOn ?? null,
      warrantyUntil: fields.warrantyUntil ?? null,
      note: fields.note,
    }),
  });
