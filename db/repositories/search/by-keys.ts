import type { Sqlite } from '../../open.ts';
import { type Bound, type FoundOne, WHERE, type Why } from './filter.ts';
import { createInsideNumbers, type NumberHit } from './inside-numbers.ts';
import type { Query } from './query.ts';

type Keys = Extract<Query, { kind: 'number' | 'email' | 'address' }>;

/** Hits that are looked at: a few typed digits begin very many numbers, and nobody reads them all. */
const MOST = 1000;
/** Fewer digits end too many numbers to be worth a look. */
const SHORTEST_SUFFIX = 3;
/** Digits from the beginning of what stands behind the code of a country or an area: where somebody begins who leaves it out. */
const LOCAL_LENGTHS = [7, 8, 9, 10];
/** Fewer digits stand in the middle of too many numbers. */
const SHORTEST_LOCAL = 4;
const SHORTEST_INSIDE = 3;
/** Digits of an E.164 number. */
const LENGTHS = [7, 8, 9, 10, 11, 12, 13, 14, 15];

/** Contacts by a part of a number or of an e-mail address, latest in touch first. */
export function createKeySearch(sqlite: Sqlite): (query: Keys, bound: Bound) => FoundOne[] {
  const keys = (table: 'contact_phones' | 'contact_emails', column: string, where: string) =>
    sqlite
      .prepare(
        `select contact_id, ${column} from ${table} where ${where} and deleted_at is null limit ${MOST}`,
      )
      .raw();
  const e164 = "e164 || ''";
  const prefix = keys('contact_phones', e164, 'e164 >= +? and e164 < +?');
  const tail = keys('contact_phones', e164, 'tail >= +? and tail < +?');
  const digits = keys('contact_phones', 'digits', 'digits >= ? and digits < ? and digits is not null');
  const address = keys('contact_emails', 'address', 'lower(address) >= ? and lower(address) < ?');
  const domain = keys('contact_emails', 'address', 'domain >= ? and domain < ?');
  const inside = createInsideNumbers(sqlite);
  const ordered = sqlite
    .prepare(
      `select c.id from json_each(@ids) j cross join contacts c on c.id = j.value where ${WHERE} order by c.rseq desc`,
    )
    .pluck();

  function byEmail(query: Extract<Keys, { kind: 'email' }>): unknown[] {
    const whole = `${query.name}@${query.domain}`;
    return query.name === ''
      ? domain.all(query.domain, after(query.domain))
      : address.all(whole, after(whole));
  }

  function byAddress({ text }: Extract<Keys, { kind: 'address' }>): unknown[] {
    return [...address.all(text, after(text)), ...domain.all(text, after(text))];
  }

  /** Those that begin or end so; those that go on so behind a code; those that have the digits anywhere. */
  function* byNumber({ prefixes, suffix }: Extract<Keys, { kind: 'number' }>): Generator<NumberHit[]> {
    const found = prefixes.flatMap(prefixRanges).flatMap(([from, to]) => prefix.all(from, to));
    if (suffix.length >= SHORTEST_SUFFIX) found.push(...tail.all(...tailRange(suffix)));
    if (suffix !== '') found.push(...digits.all(suffix, after(suffix)));
    yield found as NumberHit[];
    // A trunk 0 stands for the code of the country.
    const local = suffix.replace(/^0+/, '');
    if (local.length >= SHORTEST_LOCAL)
      yield LOCAL_LENGTHS.filter((length) => length >= local.length).flatMap((length) =>
        inside.at(length - local.length, local, MOST),
      );
    if (suffix.length >= SHORTEST_INSIDE) yield inside.anywhere(suffix, MOST);
  }

  /** The nearest to what was typed first. */
  function candidates(query: Keys): Iterable<NumberHit[]> {
    if (query.kind === 'number') return byNumber(query);
    return [(query.kind === 'email' ? byEmail(query) : byAddress(query)) as NumberHit[]];
  }

  return (query, bound) => {
    const keyOf = new Map<string, string>();
    const found: FoundOne[] = [];
    for (const hits of candidates(query)) {
      const ids: string[] = [];
      for (const [id, key] of hits) {
        if (keyOf.size === MOST) break;
        if (keyOf.has(id)) continue;
        keyOf.set(id, key);
        ids.push(id);
      }
      for (const id of ids.length === 0
        ? []
        : (ordered.all({ ...bound, ids: JSON.stringify(ids) }) as string[]))
        found.push({ id, why: whyOf(query, keyOf.get(id) ?? '') });
      if (keyOf.size === MOST) break;
    }
    return found;
  };
}

function whyOf(query: Keys, key: string): Why {
  if (query.kind === 'number')
    return {
      by: 'number',
      number: key,
      digits: [...query.prefixes, query.suffix, query.suffix.replace(/^0+/, '')],
    };
  const part = query.kind === 'address' ? query.text : `${query.name}@${query.domain}`;
  return { by: 'email', address: key, part };
}

/** The end of the range of texts that begin so. */
const after = (text: string): string => `${text}\u{10ffff}`;

/** The numbers that begin with these digits, as one range for each possible length. */
function prefixRanges(prefix: string): [from: number, to: number][] {
  return LENGTHS.filter((length) => length >= prefix.length).map((length) => {
    const unit = 10 ** (length - prefix.length);
    return [Number(prefix) * unit, (Number(prefix) + 1) * unit];
  });
}

/** The numbers that end with these digits (the last ten count), as a range of reversed tails. */
export function tailRange(suffix: string): [from: number, to: number] {
  const reversed = [...suffix.slice(-10)].toReversed().join('');
  const unit = 10 ** (10 - reversed.length);
  return [Number(reversed) * unit, (Number(reversed) + 1) * unit];
}
