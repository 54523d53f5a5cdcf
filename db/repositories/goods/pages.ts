import type { GoodsPage } from '../../../shared/contract/goods.ts';
import { hasWords, words } from '../../../shared/domain/text/fold.ts';
import type { Deps } from '../context.ts';
import { toContract } from './contracts.ts';
import { toDocument } from './documents.ts';
import { toInvoice } from './invoices.ts';
import { countOf, newestOf } from './on-card.ts';
import { toPurchase } from './purchases.ts';

export interface GoodsPageRequest {
  readonly of: GoodsPage['of'];
  readonly contactId: string;
  /** In the names of files. */
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export type GoodsPages = (request: GoodsPageRequest) => GoodsPage;

const TABLES = {
  purchase: 'purchases',
  contract: 'contracts',
  invoice: 'invoices',
  document: 'documents',
} as const;

/** All of one kind, as far as anybody turns the pages, with those of the customer's company. */
export function createGoodsPages({ db: { sqlite } }: Deps): GoodsPages {
  const prepare = (of: GoodsPage['of']) => ({
    rows: sqlite.prepare(`${newestOf(TABLES[of], '+@upTo')} limit +@limit offset +@offset`),
    count: sqlite.prepare(countOf(TABLES[of])).pluck(),
  });
  const statements = {
    purchase: prepare('purchase'),
    contract: prepare('contract'),
    invoice: prepare('invoice'),
    document: prepare('document'),
  };
  const firmOf = sqlite
    .prepare(
      `select o.id from contacts c join contacts o on o.id = c.organisation_id and o.deleted_at is null where c.id = +?`,
    )
    .pluck();

  return ({ of, contactId, search = '', offset, limit }) => {
    const whose = { id: contactId, firm: (firmOf.get(contactId) as string | undefined) ?? null };
    const { rows, count } = statements[of];
    const wanted = of === 'document' ? words(search) : [];
    if (wanted.length > 0) {
      // A customer has some hundred files at most, and no index knows the middle of a name.
      const all = rows.all({ ...whose, upTo: -1, limit: -1, offset: 0 }) as never[];
      const found = all.map(toDocument).filter(({ fileName }) => hasWords(words(fileName), wanted));
      return { of: 'document', rows: found.slice(offset, offset + limit), total: found.length };
    }
    const page = rows.all({ ...whose, upTo: offset + limit, limit, offset }) as never[];
    const total = count.get(whose) as number;
    switch (of) {
      case 'purchase':
        return { of, rows: page.map(toPurchase), total };
      case 'contract':
        return { of, rows: page.map(toContract), total };
      case 'invoice':
        return { of, rows: page.map(toInvoice), total };
      case 'document':
        return { of, rows: page.map(toDocument), total };
    }
  };
}
