import { hasWords, words } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';
import { type Bound, COUNT_LIMIT, type Found, type Page, WHERE } from './filter.ts';
import type { Query } from './query.ts';

interface Hit {
  readonly id: string;
  readonly nameKey: string;
  readonly organisationKey: string | null;
  readonly role: string | null;
  /** JSON. */
  readonly tags: string;
}

/** How many hits of the index are looked at when the index alone cannot decide (words of more than eight letters). */
const BUDGET = 20_000;

type Words = Extract<Query, { kind: 'words' }>;

/** Contacts by their words, latest in touch first. */
export function createWordSearch(sqlite: Sqlite): (query: Words, bound: Bound, page: Page) => Found {
  // Row numbers of the index are recency numbers: its own order, backwards, is the wanted one, and reading stops early.
  const hits = sqlite.prepare(
    `select c.id, c.name_key as nameKey, o.name_key as organisationKey, c.role, c.tags
     from contact_search s cross join contacts c on c.rseq = s.rowid
     left join contacts o on o.id = c.organisation_id and o.deleted_at is null
     where s.contact_search match @match and ${WHERE} order by s.rowid desc limit ${BUDGET}`,
  );
  const count = sqlite
    .prepare(
      `select count(*) from (select 1 from contact_search where contact_search match ? limit ${COUNT_LIMIT})`,
    )
    .pluck();

  return (query, bound, { offset, limit }) => {
    // The index alone can count, unless there is something that it does not know.
    const countable = query.exact && Object.values(bound).every((value) => value === null);
    const ids: string[] = [];
    let found = 0;
    for (const hit of hits.iterate({ ...bound, match: query.match }) as IterableIterator<Hit>) {
      if (!query.exact && !matches(hit, query.words)) continue;
      if (found >= offset && ids.length < limit) ids.push(hit.id);
      found += 1;
      if (countable ? ids.length === limit : found === COUNT_LIMIT) break;
    }
    return { ids, total: countable && ids.length === limit ? (count.get(query.match) as number) : found };
  };
}

/** Names are kept folded; role and tags are folded only for words that the names have not. */
function matches({ nameKey, organisationKey, role, tags }: Hit, wanted: readonly string[]): boolean {
  const names = ` ${nameKey} ${organisationKey ?? ''}`;
  const missing = wanted.filter((word) => !names.includes(` ${word}`));
  if (missing.length === 0) return true;
  const rest = [role ?? '', ...(JSON.parse(tags) as string[])].join(' ');
  return hasWords(words(rest), missing);
}
