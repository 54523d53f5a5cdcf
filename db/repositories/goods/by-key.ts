import { findKey } from '../../../shared/domain/goods/find-key.ts';
import type { KeyKind } from '../../../shared/domain/goods/kinds.ts';
import type { Deps } from '../context.ts';

/** A row that has the number, as it is written there. */
export interface KeyHit {
  readonly kind: KeyKind;
  readonly id: string;
  readonly contactId: string;
  readonly written: string;
}

/** Finds by the numbers of contracts and invoices and by serial numbers, in any writing (`findKey`). Customers that are gone are left out. */
export interface GoodsByKey {
  /** What has exactly this number; nothing for a text without letters and digits. */
  exact(kind: KeyKind, number: string): KeyHit[];
  /** What begins so, at most `limit` of each kind, in the order of the numbers. */
  beginning(text: string, limit: number): KeyHit[];
}

const SOURCES: readonly (readonly [KeyKind, string, string])[] = [
  ['contract', 'contracts', 'number'],
  ['invoice', 'invoices', 'number'],
  ['purchase', 'purchases', 'serial'],
];

export function createGoodsByKey({ db }: Deps): GoodsByKey {
  // The conditions are the partial indexes' own; the customer is asked for the few rows that the index gave.
  const find = ([kind, table, column]: (typeof SOURCES)[number], condition: string) =>
    db.sqlite.prepare(
      `select '${kind}' as kind, g.id, g.contact_id as contactId, g.${column} as written
       from ${table} g cross join contacts c on c.id = g.contact_id and c.deleted_at is null
       where ${condition} and g.find_key <> '' and g.deleted_at is null order by g.find_key, g.contact_id limit +@limit`,
    );
  const exact = new Map(SOURCES.map((source) => [source[0], find(source, 'g.find_key = +@key')]));
  const beginning = SOURCES.map((source) => find(source, 'g.find_key >= +@key and g.find_key < +@end'));

  return {
    exact(kind, number) {
      const key = findKey(number);
      return key === '' ? [] : (exact.get(kind)?.all({ key, limit: -1 }) as KeyHit[]);
    },
    beginning(text, limit) {
      const key = findKey(text);
      if (key === '') return [];
      const range = { key, end: `${key}\u{10FFFF}`, limit };
      return beginning.flatMap((statement) => statement.all(range) as KeyHit[]);
    },
  };
}
