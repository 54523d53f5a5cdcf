import type { Changed, Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { GoodsEntry, GoodsOf, goodsRequests } from '../../../shared/contract/goods.ts';
import type { Context } from '../host/dispatch.ts';

const storesOf = ({ goods }: Pick<Repositories, 'goods'>) => ({
  purchase: goods.purchases,
  contract: goods.contracts,
  invoice: goods.invoices,
  document: goods.documents,
  encounter: goods.encounters,
});

/** Whose card an undo has changed, by the names of the tables. */
export function goodsUndone(
  repositories: Pick<Repositories, 'goods'>,
  onContactsChanged: (ids: string[]) => void,
): Readonly<Record<string, (ids: string[]) => void>> {
  const { purchases, contracts, invoices, documents, encounters } = repositories.goods;
  return Object.fromEntries(
    Object.entries({ purchases, contracts, invoices, documents, encounters }).map(([table, store]) => [
      table,
      (ids: string[]) => onContactsChanged(ids.flatMap((id) => store.contactOf(id) ?? [])),
    ]),
  );
}

export function goodsHandlers(options: {
  readonly repositories: Pick<Repositories, 'goods'>;
  readonly onContactsChanged: (ids: string[]) => void;
}): Handlers<typeof goodsRequests, Context> {
  const { goods } = options.repositories;
  const stores = storesOf(options.repositories);

  /** The entry says of what its fields are; the compiler cannot follow it into a table of stores. */
  function add(contactId: string, entry: GoodsEntry): Changed {
    switch (entry.of) {
      case 'purchase':
        return goods.purchases.create(contactId, entry.fields);
      case 'contract':
        return goods.contracts.create(contactId, entry.fields);
      case 'invoice':
        return goods.invoices.create(contactId, entry.fields);
      case 'encounter':
        return goods.encounters.create(contactId, entry.fields);
    }
  }

  function change(id: string, version: number, entry: GoodsEntry): Changed {
    switch (entry.of) {
      case 'purchase':
        return goods.purchases.update(id, version, entry.fields);
      case 'contract':
        return goods.contracts.update(id, version, entry.fields);
      case 'invoice':
        return goods.invoices.update(id, version, entry.fields);
      case 'encounter':
        return goods.encounters.update(id, version, entry.fields);
    }
  }

  function told(of: GoodsOf, changed: Changed): Changed {
    const contactId = stores[of].contactOf(changed.id);
    if (contactId !== undefined) options.onContactsChanged([contactId]);
    return changed;
  }

  return {
    'goods.add': ({ contactId, entry }) => told(entry.of, add(contactId, entry)),
    'goods.change': ({ id, version, entry }) => told(entry.of, change(id, version, entry)),
    'goods.remove': ({ id, of }) => told(of, stores[of].remove(id)),
    'goods.pay': ({ id, paidOn }) => told('invoice', goods.invoices.pay(id, paidOn)),
    'goods.list': (page) => goods.page(page),
  };
}
