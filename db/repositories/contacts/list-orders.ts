import type { ListSort } from '../../../shared/contract/list-sort.ts';

/** The orders of customers `c`, as SQL; an index carries each, so that a page of millions is read without a sort. Ids begin with their time. */
export const LIST_ORDERS: Readonly<Record<ListSort, string>> = {
  recent: 'c.rseq desc',
  name: 'c.name_key, c.id',
  added: 'c.id desc',
};
