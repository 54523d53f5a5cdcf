import type { OwnValues } from '../../../shared/domain/own-field/field.ts';
import { searchedOwn } from '../../../shared/domain/own-field/words.ts';
import { words } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';
import type { OwnFieldReader } from '../own-fields/own-fields.ts';
import { type Bound, COUNT_LIMIT, type Found, type FoundOne, type Page, WHERE } from './filter.ts';
import {
  isExact,
  isWhole,
  matchOf,
  nearWord,
  reach,
  type TypedWord,
  typedWord,
  wholeWord,
} from './typed-word.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Hit {
  readonly id: string;
  readonly rseq: number;
  readonly nameKey: string;
  readonly organisationKey: string | null;
  readonly role: string | null;
  /** JSON. */
  readonly tags: string;
  /** JSON. */
  readonly own: string;
}

/** How many hits of the index are looked at when the index alone cannot decide (words of more than eight letters). */
const BUDGET = 20_000;
/** Hits that are nearly what was typed: the latest of them are put in order by how near they are. */
const MOST_NEAR = 200;
/** A part of a word that was typed together with another one. */
const SHORTEST_PART = 3;
const MOST_PARTED = 20;

export interface WordSearch {
  /** Contacts that have all words, or beginnings of them, in whatever alphabet; latest in touch first. */
  exactly(wanted: readonly string[], bound: Bound, page: Page): Found;
  /** Contacts that have one of `joined` as two words, which were typed without the hyphen or space between them. */
  parted(wanted: readonly string[], joined: readonly string[], bound: Bound): FoundOne[];
  /** Contacts that have them but for one typing error in one of `doubtful`; those of which more words are whole first, then latest in touch. */
  nearly(wanted: readonly string[], doubtful: readonly string[], bound: Bound): FoundOne[];
}

export function createWordSearch(
  sqlite: Sqlite,
  vocabulary: Vocabulary,
  ownFields: OwnFieldReader,
): WordSearch {
  // Row numbers of the index are recency numbers: its own order, backwards, is the wanted one, and reading stops early.
  const hits = sqlite.prepare(
    `select c.id, c.rseq, c.name_key as nameKey, o.name_key as organisationKey, c.role, c.tags, c.own
     from contact_search s cross join contacts c on c.rseq = s.rowid
     left join contacts o on o.id = c.organisation_id and o.deleted_at is null
     where s.contact_search match @match and ${WHERE} order by s.rowid desc limit +@limit`,
  );
  const count = sqlite
    .prepare(
      `select count(*) from (select 1 from contact_search where contact_search match ? limit ${COUNT_LIMIT + 1})`,
    )
    .pluck();
  const read = (match: string, bound: Bound, limit: number) =>
    hits.iterate({ ...bound, match, limit }) as IterableIterator<Hit>;

  /** Most have none. */
  const ownTextsOf = ({ own }: Hit): string[] =>
    own === '{}' ? [] : searchedOwn(ownFields.list(), JSON.parse(own) as OwnValues).map(({ text }) => text);

  /** Names are kept folded; the rest is folded only for words that the names have not. */
  function answers(hit: Hit, typed: readonly TypedWord[]): boolean {
    const names = wordsOf(hit);
    const missing = typed.filter((one) => !names.some((word) => reach(word, one) > 0));
    if (missing.length === 0) return true;
    const rest = [hit.role ?? '', ...(JSON.parse(hit.tags) as string[]), ...ownTextsOf(hit)];
    const others = words(rest.join(' '));
    return missing.every((one) => others.some((word) => reach(word, one) > 0));
  }

  return {
    exactly(wanted, bound, { offset, limit }) {
      const typed = wanted.map((word) => typedWord(vocabulary, word));
      const match = matchOf(typed);
      const exact = isExact(typed);
      // The index alone can count, unless there is something that it does not know.
      const countable = exact && Object.values(bound).every((value) => value === null);
      const found: FoundOne[] = [];
      let seen = 0;
      for (const hit of read(match, bound, countable ? offset + limit : BUDGET)) {
        if (!exact && !answers(hit, typed)) continue;
        seen += 1;
        // To count on would be to read the row of each.
        if (seen > offset + limit) break;
        if (seen > offset) found.push({ id: hit.id, why: { by: 'words', typed } });
      }
      if (!countable || found.length < limit)
        return { found, total: Math.min(seen, offset + limit), uncounted: seen > offset + limit };
      const counted = count.get(match) as number;
      const total = Math.max(Math.min(counted, COUNT_LIMIT), offset + limit);
      return { found, total, uncounted: counted > total };
    },
    parted(wanted, joined, bound) {
      const typed = wanted.map((word) => typedWord(vocabulary, word));
      return wanted.flatMap((word, place) =>
        partings(joined.includes(word) ? word : '').flatMap(([head, tail]) => {
          if (!vocabulary.knows(head) || !vocabulary.knows(tail)) return [];
          const meant = typed.toSpliced(place, 1, wholeWord(vocabulary, head), typedWord(vocabulary, tail));
          return [...read(matchOf(meant), bound, MOST_PARTED)]
            .filter((hit) => answers(hit, meant))
            .map((hit): FoundOne => ({ id: hit.id, why: { by: 'words', typed: meant } }));
        }),
      );
    },
    nearly(wanted, doubtful, bound) {
      const typed = wanted.map((word) => typedWord(vocabulary, word));
      const near = typed.flatMap((right, place) => {
        if (!doubtful.includes(right.word)) return [];
        const wrong = nearWord(vocabulary, right.word);
        if (wrong.beginnings.length + wrong.wholes.length === 0) return [];
        // The others as they were typed: one error is forgiven, and not one a word.
        const meant = typed.with(place, wrong);
        return [...read(matchOf(meant), bound, MOST_NEAR)]
          .filter((hit) => answers(hit, meant))
          .map((hit) => ({ hit, meant, whole: wholeOnes(hit, meant) }));
      });
      return near
        .toSorted((a, b) => b.whole - a.whole || b.hit.rseq - a.hit.rseq)
        .map(({ hit, meant }) => ({ id: hit.id, why: { by: 'words', typed: meant } }));
    },
  };
}

/** A word as two, each of which says something. */
const partings = (word: string): [head: string, tail: string][] =>
  Array.from({ length: Math.max(0, word.length - 2 * SHORTEST_PART + 1) }, (_, at) => [
    word.slice(0, at + SHORTEST_PART),
    word.slice(at + SHORTEST_PART),
  ]);

/** How many of the typed words are whole words of a name, and not its beginnings. */
const wholeOnes = (hit: Hit, typed: readonly TypedWord[]): number => {
  const names = wordsOf(hit);
  return typed.filter((one) => names.some((word) => isWhole(word, one))).length;
};

const wordsOf = ({ nameKey, organisationKey }: Hit): string[] =>
  `${nameKey} ${organisationKey ?? ''}`.trim().split(' ');
