import type { ContactRow } from '../../../shared/contract/contacts.ts';
import type { OwnValues } from '../../../shared/domain/own-field/field.ts';
import { searchedOwn } from '../../../shared/domain/own-field/words.ts';
import { inOtherLayouts } from '../../../shared/domain/text/layout.ts';
import { type RawRow, ROW_COLUMNS, ROW_JOINS, toRow } from '../contacts/rows.ts';
import type { Deps } from '../context.ts';
import type { OwnFieldReader } from '../own-fields/own-fields.ts';
import { createGoodsSearch } from './by-goods.ts';
import { createKeySearch } from './by-keys.ts';
import { createWordSearch } from './by-words.ts';
import {
  type Bound,
  boundOf,
  type Found,
  type FoundOne,
  onPage,
  type Page,
  type SearchFilter,
} from './filter.ts';
import { hitsOf, type OwnText } from './hits.ts';
import { addressQuery, isKeyLike, parseQuery, wordsQuery } from './query.ts';
import { matchOf, typedWord } from './typed-word.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a search found; `readAs`: nothing was found for the text, but for this one, which the same keys write. */
export type SearchResult = Found & { readonly readAs?: string };

export interface Search {
  /**
   * Contacts for a text as it is typed, latest in touch first. Digits look for numbers, an "@" for e-mail addresses. Where that
   * finds next to nothing, what else the text may mean stands behind it: a typing error, the other keyboard, an address.
   */
  contacts(text: string, filter: SearchFilter, page: Page): SearchResult;
  /** Their ids alone: the latest in touch, at most so many. */
  ids(text: string, most: number): string[];
  /** The rows of what was found, in this order, each with why it was found. */
  rows(found: readonly FoundOne[]): ContactRow[];
  /** The rows of these contacts, in this order. */
  rowsOf(ids: readonly string[]): ContactRow[];
  /** The words of a text as the index of words is asked for them; undefined: the text is no words. */
  match(text: string): string | undefined;
  /** Takes words of before into the vocabulary. @returns how many were looked at; 0: all are there */
  catchUp(limit: number): number;
}

/** With fewer than these whoever is meant may not be among them. */
const LITTLE = 5;
/** Of the words behind an address or the number of a paper: who typed one reads no further. */
const SOME = 50;

export function createSearch(deps: Deps, vocabulary: Vocabulary, ownFields: OwnFieldReader): Search {
  const { db, home } = deps;
  const byWords = createWordSearch(db.sqlite, vocabulary, ownFields);
  const byKeys = createKeySearch(db.sqlite);
  const byGoods = createGoodsSearch(deps);
  const rows = db.sqlite.prepare(
    `select ${ROW_COLUMNS} from json_each(?) j cross join contacts c on c.id = j.value ${ROW_JOINS} order by j.key`,
  );

  /** The words, and behind few of them what else may be meant. */
  function ofWords(text: string, bound: Bound, page: Page): SearchResult {
    const query = wordsQuery(text);
    if (query.kind === 'nothing') return onPage([], page);
    const address = addressQuery(text);
    const addressed = address === undefined ? [] : byKeys(address, bound);
    // What has a dot inside is an address before it is words.
    if (addressed.length >= LITTLE && address?.dotted) return onPage(addressed, page);
    const exact = byWords.exactly(query.words, bound, page);
    if (exact.total >= LITTLE && !(address?.dotted && addressed.length > 0)) return exact;
    const few = byWords.exactly(query.words, bound, { offset: 0, limit: SOME }).found;
    const found = address?.dotted ? [...addressed, ...few] : [...few, ...addressed];
    if (exact.total >= LITTLE) return onPage(once(found), page);
    const unknown = query.words.filter((word) => !vocabulary.knows(word));
    if (found.length === 0 && unknown.length > 0) {
      const other = inOtherLayout(text, bound, page);
      if (other) return other;
    }
    found.push(
      ...byWords.parted(query.words, unknown, bound),
      ...byWords.nearly(query.words, doubtful(query.words, unknown), bound),
    );
    return onPage(once(found), page);
  }

  function inOtherLayout(text: string, bound: Bound, page: Page): SearchResult | undefined {
    for (const readAs of inOtherLayouts(text.trim())) {
      const query = wordsQuery(readAs);
      if (query.kind === 'nothing') continue;
      const found = byWords.exactly(query.words, bound, page);
      if (found.total > 0) return { ...found, readAs };
    }
    return undefined;
  }

  function contacts(text: string, filter: SearchFilter, page: Page): SearchResult {
    const query = parseQuery(text, home());
    const bound = boundOf(filter);
    if (query.kind === 'nothing' || query.kind === 'words') {
      const goods = isKeyLike(text) ? byGoods(text, bound) : [];
      if (goods.length === 0) return ofWords(text, bound, page);
      return onPage(once([...goods, ...ofWords(text, bound, { offset: 0, limit: SOME }).found]), page);
    }
    const goods = query.kind === 'number' ? byGoods(text, bound) : [];
    const found = once([...byKeys(query, bound), ...goods]);
    if (found.length >= LITTLE) return onPage(found, page);
    // Names of firms have digits as well.
    return onPage(once([...found, ...ofWords(text, bound, { offset: 0, limit: LITTLE }).found]), page);
  }

  const own = db.sqlite.prepare('select own from contacts where id = +?').pluck();
  /** What can be found of a customer in the firm's own fields; most firms search none. */
  function ownOf(id: string): OwnText[] {
    const fields = ownFields.list().filter(({ searchable }) => searchable);
    return fields.length === 0 ? [] : searchedOwn(fields, JSON.parse(own.get(id) as string) as OwnValues);
  }

  const rowsOf = (ids: readonly string[]): ContactRow[] =>
    (rows.all(JSON.stringify(ids)) as RawRow[]).map((row) => toRow(row, home()));

  return {
    contacts,
    ids: (text, most) => contacts(text, {}, { offset: 0, limit: most }).found.map(({ id }) => id),
    rows(found) {
      const why = new Map(found.map((one) => [one.id, one.why]));
      return rowsOf(found.map(({ id }) => id)).map((row) => {
        const reason = why.get(row.id);
        return reason === undefined ? row : { ...row, hits: hitsOf(row, reason, home(), ownOf(row.id)) };
      });
    },
    rowsOf,
    match(text) {
      const query = parseQuery(text, home());
      return query.kind === 'words'
        ? matchOf(query.words.map((word) => typedWord(vocabulary, word)))
        : undefined;
    },
    catchUp: (limit) => db.transaction(() => vocabulary.catchUp(limit)),
  };
}

/**
 * The words that may be the one with the error: one that nobody has is, and two of them are two errors. Where all are known it is
 * any of two; of more of them each trial costs as much as the search itself, which finds out late that it finds nothing.
 */
function doubtful(wanted: readonly string[], unknown: readonly string[]): readonly string[] {
  if (unknown.length > 0) return unknown.length === 1 ? unknown : [];
  return wanted.length <= 2 ? wanted : [];
}

function once(found: readonly FoundOne[]): FoundOne[] {
  const first = new Map<string, FoundOne>();
  for (const one of found) if (!first.has(one.id)) first.set(one.id, one);
  return [...first.values()];
}
