import type { z } from 'zod';
import type { ContactFilter, ContactRow } from '../../../shared/contract/contacts.ts';
import type { Deps } from '../context.ts';
import { boundOf, COUNT_LIMIT, type SearchFilter, WHERE } from '../search/filter.ts';
import type { Search } from '../search/search.ts';
import { LIST_ORDERS } from './list-orders.ts';
import { type RawRow, ROW_COLUMNS, ROW_JOINS, toRow } from './rows.ts';

export type ContactListFilter = z.output<typeof ContactFilter> & Pick<SearchFilter, 'owners'>;

export interface ContactPage {
  readonly contacts: ContactRow[];
  /** With a search: as far as it was counted, see `Found`. */
  readonly total: number;
  readonly uncounted: boolean;
  readonly more: boolean;
  readonly readAs?: string | undefined;
}

/** So many customers are read within some 20 ms. */
const FEW = 20_000;

/** One page of the list: all of them in one of its orders, or what a search finds (latest in touch first). */
export function createContactList(
  { db, home }: Deps,
  search: Search,
): { list(filter: ContactListFilter): ContactPage; readsMany(filter: ContactListFilter): boolean } {
  const by = (order: string) =>
    db.sqlite.prepare(
      `select ${ROW_COLUMNS} from contacts c ${ROW_JOINS} where ${WHERE} order by ${order} limit +@limit offset +@offset`,
    );
  const statements = {
    recent: by(LIST_ORDERS.recent),
    name: by(LIST_ORDERS.name),
    added: by(LIST_ORDERS.added),
  };
  const count = db.sqlite
    .prepare(`select count(*) from (select 1 from contacts c where ${WHERE} limit ${COUNT_LIMIT + 1})`)
    .pluck();

  const newest = db.sqlite.prepare('select max(rseq) from contacts').pluck();

  /** A filter has no index: of a large base it may read all before it finds a page, or that there is none. */
  const readsMany = ({ kind, relation, stage, owners }: ContactListFilter): boolean =>
    [kind, relation, stage, owners].some((each) => each !== undefined) &&
    ((newest.get() as number | null) ?? 0) > FEW;

  function list({
    search: text = '',
    sort,
    kind,
    relation,
    stage,
    owners,
    offset,
    limit,
  }: ContactListFilter): ContactPage {
    if (text.trim() !== '') {
      const found = search.contacts(text, { kind, relation, stage, owners }, { offset, limit });
      const { total, uncounted, readAs } = found;
      return {
        contacts: search.rows(found.found),
        total,
        uncounted,
        more: uncounted ? found.found.length === limit : offset + found.found.length < total,
        ...(readAs === undefined ? {} : { readAs }),
      };
    }
    const filter = boundOf({ kind, relation, stage, owners });
    const rows = statements[sort].all({ ...filter, limit, offset }) as RawRow[];
    const counted = count.get(filter) as number;
    const uncounted = counted > COUNT_LIMIT && rows.length === limit;
    const total = counted > COUNT_LIMIT ? Math.max(COUNT_LIMIT, offset + rows.length) : counted;
    return {
      contacts: rows.map((raw) => toRow(raw, home())),
      total,
      uncounted,
      more: uncounted || offset + rows.length < total,
    };
  }

  return { list, readsMany };
}
