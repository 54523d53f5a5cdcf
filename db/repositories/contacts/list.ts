import type { z } from 'zod';
import type { ContactFilter, ContactRow } from '../../../shared/contract/contacts.ts';
import type { Deps } from '../context.ts';
import { boundOf, type SearchFilter, WHERE } from '../search/filter.ts';
import type { Search } from '../search/search.ts';
import { type RawRow, ROW_COLUMNS, ROW_JOINS, toRow } from './rows.ts';

export type ContactListFilter = z.output<typeof ContactFilter> & Pick<SearchFilter, 'owners'>;

export interface ContactPage {
  readonly contacts: ContactRow[];
  /** With a search: as far as it was counted, see `Found`. */
  readonly total: number;
  readonly more: boolean;
}

/** One page of the list: all of them by recency or name, or what a search finds (latest in touch first). */
export function createContactList(
  { db, home }: Deps,
  search: Search,
): (filter: ContactListFilter) => ContactPage {
  const by = (order: string) =>
    db.sqlite.prepare(
      `select ${ROW_COLUMNS} from contacts c ${ROW_JOINS} where ${WHERE} order by ${order} limit +@limit offset +@offset`,
    );
  const statements = { recent: by('c.rseq desc'), name: by('c.name_key, c.id') };
  const count = db.sqlite.prepare(`select count(*) from contacts c where ${WHERE}`).pluck();

  return ({ search: text = '', sort, kind, relation, stage, owners, offset, limit }) => {
    if (text.trim() !== '') {
      const { ids, total } = search.contacts(text, { kind, relation, stage, owners }, { offset, limit });
      return { contacts: search.rows(ids), total, more: offset + ids.length < total };
    }
    const filter = boundOf({ kind, relation, stage, owners });
    const rows = statements[sort].all({ ...filter, limit, offset }) as RawRow[];
    const total = count.get(filter) as number;
    return { contacts: rows.map((raw) => toRow(raw, home())), total, more: offset + rows.length < total };
  };
}
