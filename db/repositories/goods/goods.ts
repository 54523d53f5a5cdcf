import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { createGoodsByKey, type GoodsByKey } from './by-key.ts';
import { type Contracts, createContracts } from './contracts.ts';
import { createDocuments, type Documents } from './documents.ts';
import { createEncounters, type Encounters } from './encounters.ts';
import { createInvoices, type Invoices } from './invoices.ts';
import { createGoodsPages, type GoodsPages } from './pages.ts';
import { createPurchases, type Purchases } from './purchases.ts';

/** What there is between the firm and its customers besides talk. */
export interface Goods {
  readonly purchases: Purchases;
  readonly contracts: Contracts;
  readonly invoices: Invoices;
  readonly documents: Documents;
  readonly encounters: Encounters;
  readonly byKey: GoodsByKey;
  readonly page: GoodsPages;
}

export const createGoods = (deps: Deps, changes: Changes, index: SearchIndex): Goods => ({
  purchases: createPurchases(deps, changes),
  contracts: createContracts(deps, changes),
  invoices: createInvoices(deps, changes),
  documents: createDocuments(deps, changes),
  encounters: createEncounters(deps, changes, index),
  byKey: createGoodsByKey(deps),
  page: createGoodsPages(deps),
});
