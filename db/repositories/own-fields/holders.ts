import type { OwnValue } from '../../../shared/domain/own-field/field.ts';
import type { Sqlite } from '../../open.ts';

/** Who has a value in a field of the firm's own, among all customers, for threads that look at everybody. */
export interface OwnHolders {
  /** The kept values of those that are not deleted; `share`: how far it is, 0..1. Each step is one short read. */
  values(fieldId: string): Generator<{ readonly values: OwnValue[]; readonly share: number }>;
  /** Ids of who has one of these, after row `from`; `next`: the row from which to go on. */
  ids(
    fieldIds: readonly string[],
    from: number,
  ): Generator<{ readonly ids: string[]; readonly next: number }>;
}

/** Customers that are looked at in one read: some 10 ms. */
const PORTION = 10_000;

export function createOwnHolders(sqlite: Sqlite): OwnHolders {
  const last = sqlite.prepare('select coalesce(max(rowid), 0) from contacts').pluck();
  // Most customers have no own value at all; these are told by the bare text, before any JSON is read.
  const some = "rowid > @from and rowid <= @to and own <> '{}' and deleted_at is null";
  const values = sqlite
    .prepare(`select own -> @path from contacts where ${some} and own -> @path is not null`)
    .pluck();
  const path = (id: string) => `$."${id}"`;
  return {
    *values(fieldId) {
      const end = last.get() as number;
      for (let from = 0; from < end; from += PORTION) {
        const kept = values.all({ path: path(fieldId), from, to: from + PORTION }) as string[];
        yield {
          values: kept.map((json) => JSON.parse(json) as OwnValue),
          share: Math.min(1, (from + PORTION) / end),
        };
      }
    },
    *ids(fieldIds, start) {
      const has = fieldIds.map((_, at) => `json_type(own, @path${at}) is not null`).join(' or ');
      const portion = sqlite.prepare(`select id from contacts where ${some} and (${has})`).pluck();
      const paths = Object.fromEntries(fieldIds.map((id, at) => [`path${at}`, path(id)]));
      const end = last.get() as number;
      for (let from = start; from < end; from += PORTION)
        yield {
          ids: portion.all({ ...paths, from, to: from + PORTION }) as string[],
          next: from + PORTION,
        };
    },
  };
}
