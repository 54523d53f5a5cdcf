import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { type RawRow, ROW_COLUMNS, ROW_JOINS, toRow } from '../contacts/rows.ts';
import type { Deps } from '../context.ts';
import { createKeySearch } from './by-keys.ts';
import { createWordSearch } from './by-words.ts';
import { boundOf, type Found, type Page, type SearchFilter } from './filter.ts';
import { parseQuery } from './query.ts';

export interface Search {
  /** Contacts for a text as it is typed, latest in touch first. Digits look for numbers, an "@" for e-mail addresses. */
  contacts(text: string, filter: SearchFilter, page: Page): Found;
  /** The rows of these contacts, in this order. */
  rows(ids: readonly string[]): ContactRow[];
}

export function createSearch({ db, home }: Deps): Search {
  const byWords = createWordSearch(db.sqlite);
  const byKeys = createKeySearch(db.sqlite);
  const rows = db.sqlite.prepare(
    `select ${ROW_COLUMNS} from json_each(?) j cross join contacts c on c.id = j.value ${ROW_JOINS} order by j.key`,
  );

  return {
    contacts(text, filter, page) {
      const query = parseQuery(text, home());
      if (query.kind === 'nothing') return { ids: [], total: 0 };
      const bound = boundOf(filter);
      return query.kind === 'words' ? byWords(query, bound, page) : byKeys(query, bound, page);
    },
    rows: (ids) => (rows.all(JSON.stringify(ids)) as RawRow[]).map((row) => toRow(row, home())),
  };
}
