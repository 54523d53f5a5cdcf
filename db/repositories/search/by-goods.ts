import { findKey } from '../../../shared/domain/goods/find-key.ts';
import type { Deps } from '../context.ts';
import { createGoodsByKey } from '../goods/by-key.ts';
import { type Bound, type FoundOne, WHERE } from './filter.ts';

/** Papers and things of each kind that are looked at. */
const MOST = 100;
/** A shorter beginning is that of a street number as well. */
const SHORTEST = 3;

/** Contacts by the beginning of the number of a contract, an invoice or a thing that they bought; latest in touch first. */
export function createGoodsSearch(deps: Deps): (text: string, bound: Bound) => FoundOne[] {
  const byKey = createGoodsByKey(deps);
  const ordered = deps.db.sqlite
    .prepare(
      `select c.id from json_each(@ids) j cross join contacts c on c.id = j.value where ${WHERE} order by c.rseq desc`,
    )
    .pluck();
  return (text, bound) => {
    const key = findKey(text);
    if (key.length < SHORTEST) return [];
    const all = byKey.beginning(text, MOST);
    // "contract K-24": what is before the first word with a digit says what it is the number of.
    const number = /\S*\d.*$/.exec(text)?.[0] ?? '';
    if (all.length === 0 && number !== text) all.push(...byKey.beginning(number, MOST));
    const hits = new Map(all.map((hit) => [hit.contactId, hit]));
    if (hits.size === 0) return [];
    const ids = ordered.all({ ...bound, ids: JSON.stringify([...hits.keys()]) }) as string[];
    return ids.flatMap((id): FoundOne[] => {
      const hit = hits.get(id);
      if (hit === undefined) return [];
      const typed = findKey(hit.written).startsWith(key) ? key : findKey(number);
      return [{ id, why: { by: hit.kind, written: hit.written, key: typed } }];
    });
  };
}
