import type { ListSort } from '../../../shared/contract/list-sort.ts';
import type { Segment, SegmentFilter } from '../../../shared/contract/segments.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import { segments } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import { LIST_ORDERS } from '../contacts/list-orders.ts';
import type { Deps } from '../context.ts';
import { addOwnMeets } from '../own-fields/condition-where.ts';
import type { OwnFieldReader } from '../own-fields/own-fields.ts';
import { present } from '../present.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';
import type { Search } from '../search/search.ts';
import { segmentWhere } from './filter.ts';

/** Filters of customers with a name, and the customers of a filter. */
export interface Segments {
  get(id: string): Segment | undefined;
  /** By name. */
  list(): Segment[];
  save(segment: { id?: string | undefined; name: string; filter: SegmentFilter }): Changed;
  remove(id: string): Changed;
  /** Reads every customer when the filter has no index: for a thread of its own. `withNumber`: a number that can be dialled. */
  count(filter: SegmentFilter): { total: number; withNumber: number };
  /** Its customers; of these owners' and of nobody's alone, when they are given. */
  page(
    filter: SegmentFilter,
    page: {
      readonly sort?: ListSort;
      readonly offset: number;
      readonly limit: number;
      readonly owners?: ReadonlySet<string> | undefined;
    },
  ): { ids: string[]; more: boolean };
  /** Whether this customer is in the segment; a segment that is gone has nobody. */
  has(id: string, contactId: string): boolean;
  /** Ids of its customers, some at a time, and none now and then, for a breath; each is made of short reads. */
  contacts(filter: SegmentFilter): Generator<string[]>;
}

/** Contacts that are looked at in one read: some 10 ms. */
const PORTION = 10_000;
/** Found ones that are worth a transaction of whoever takes them: one for each read would be many tiny ones. */
const WORTH_TAKING = 1_000;
/** Reads after which the taker hears of it all the same: a filter that finds few must be stoppable. */
const READS = 20;
/** What a search by digits or an address finds at most. */
const MOST_FOUND = 2_000;

export function createSegments(
  deps: Deps,
  changes: Changes,
  search: Search,
  ownFields: OwnFieldReader,
): Segments {
  const { db, newId, now } = deps;
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, segments);
  changes.register(aggregate);
  sqlite.function('fold', { deterministic: true }, (value: unknown) => fold(String(value ?? '')));
  addOwnMeets(sqlite);
  const ids = sqlite
    .prepare('select id from segments where deleted_at is null order by name collate nocase, id')
    .pluck();
  const last = sqlite.prepare('select coalesce(max(rowid), 0) from contacts').pluck();
  const span = sqlite.prepare('select started_at as "from", finished_at as "to" from imports where id = +?');

  const whereOf = (filter: SegmentFilter) =>
    segmentWhere(filter, {
      now: now(),
      match: (text) => search.match(text),
      found: (text) => search.ids(text, MOST_FOUND),
      importSpan(importId) {
        const run = span.get(importId) as { from: number; to: number | null } | undefined;
        return run && { from: run.from, to: run.to ?? now() };
      },
      ownField: (id) => ownFields.list().find((field) => field.id === id),
    });

  function get(id: string): Segment | undefined {
    const stored = aggregate.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) return undefined;
    const { name, filter } = stored.state;
    return { id, version: stored.stamp.version, name, filter };
  }

  return {
    get,
    list: () => (ids.all() as string[]).flatMap((id) => get(id) ?? []),
    save: ({ id, name, filter }) =>
      id === undefined
        ? changes.save(aggregate, newId(), { name: name.trim(), filter: present(filter) })
        : changes.patch(aggregate, id, { name: name.trim(), filter: present(filter) }),
    remove: (id) => changes.remove(aggregate, id),
    count(filter) {
      const { where, given } = whereOf(filter);
      return sqlite
        .prepare(
          `select count(*) as total, coalesce(sum(exists (select 1 from contact_phones p where p.contact_id = c.id
             and p.deleted_at is null and p.label <> 'fax')), 0) as withNumber from contacts c where ${where}`,
        )
        .get(given) as { total: number; withNumber: number };
    },
    page(filter, { sort = 'recent', offset, limit, owners }) {
      const { where, given } = whereOf(filter);
      const ids = sqlite
        .prepare(
          `select c.id from contacts c where ${where} and ${withinOwners('c.responsible_id')}
           order by ${LIST_ORDERS[sort]} limit +@limit offset +@offset`,
        )
        .pluck()
        .all({ ...given, owners: ownersParameter(owners), limit: limit + 1, offset }) as string[];
      return { ids: ids.slice(0, limit), more: ids.length > limit };
    },
    has(id, contactId) {
      const segment = get(id);
      if (segment === undefined) return false;
      const { where, given } = whereOf(segment.filter);
      const found = sqlite.prepare(`select 1 from contacts c where c.id = +@contactId and ${where}`);
      return found.get({ ...given, contactId }) !== undefined;
    },
    *contacts(filter) {
      const { where, given } = whereOf(filter);
      const portion = sqlite
        .prepare(
          `select c.id from contacts c where c.rowid > @from and c.rowid <= @to and ${where} order by c.rowid`,
        )
        .pluck();
      const end = last.get() as number;
      let found: string[] = [];
      let reads = 0;
      for (let from = 0; from < end; from += PORTION) {
        const ids = portion.all({ ...given, from, to: from + PORTION }) as string[];
        found = found.length === 0 ? ids : found.concat(ids);
        reads += 1;
        if (found.length < WORTH_TAKING && reads < READS) continue;
        yield found;
        found = [];
        reads = 0;
      }
      if (found.length > 0) yield found;
    },
  };
}
