import type { Sqlite } from '../../open.ts';
import { type Bound, type Found, type Page, WHERE } from './filter.ts';
import type { Query } from './query.ts';

type Keys = Extract<Query, { kind: 'number' | 'email' }>;

/** Hits that are looked at: a few typed digits begin very many numbers, and nobody reads them all. */
const MOST = 2000;
/** Fewer digits end too many numbers to be worth a look. */
const SHORTEST_SUFFIX = 3;
/** Digits of an E.164 number. */
const LENGTHS = [7, 8, 9, 10, 11, 12, 13, 14, 15];

/** Contacts by a part of a number or of an e-mail address, latest in touch first. */
export function createKeySearch(sqlite: Sqlite): (query: Keys, bound: Bound, page: Page) => Found {
  const ids = (table: 'contact_phones' | 'contact_emails', where: string) =>
    sqlite
      .prepare(`select contact_id from ${table} where ${where} and deleted_at is null limit ${MOST}`)
      .pluck();
  const prefix = ids('contact_phones', 'e164 >= +? and e164 < +?');
  const tail = ids('contact_phones', 'tail >= +? and tail < +?');
  const digits = ids('contact_phones', 'digits >= ? and digits < ? and digits is not null');
  const address = ids('contact_emails', 'lower(address) >= ? and lower(address) < ?');
  const domain = ids('contact_emails', 'domain >= ? and domain < ?');
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

  function byNumber({ prefixes, suffix }: Extract<Keys, { kind: 'number' }>): unknown[] {
    const found = prefixes.flatMap(prefixRanges).flatMap(([from, to]) => prefix.all(from, to));
    if (suffix.length >= SHORTEST_SUFFIX) found.push(...tail.all(...tailRange(suffix)));
    if (suffix !== '') found.push(...digits.all(suffix, after(suffix)));
    return found;
  }

  return (query, bound, { offset, limit }) => {
    const candidates = new Set(query.kind === 'email' ? byEmail(query) : byNumber(query));
    const all = ordered.all({ ...bound, ids: JSON.stringify([...candidates].slice(0, MOST)) }) as string[];
    return { ids: all.slice(offset, offset + limit), total: all.length };
  };
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
