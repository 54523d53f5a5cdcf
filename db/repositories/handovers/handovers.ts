import { Failure } from '../../../shared/contract/failure.ts';
import type {
  HandOver,
  HandOverCounts,
  HandOverOrder,
  HandOverState,
} from '../../../shared/contract/handovers.ts';
import type { HandOverKind, HandOverRule, Turns } from '../../../shared/domain/handover/hand-over.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { createMovers, type Moved } from './movers.ts';

/** One thing that somebody has, and the customer it is about. */
export interface Holding {
  readonly id: string;
  readonly contactId: string | null;
  /** Of that customer. */
  readonly stage: string | null;
  readonly responsibleId: string | null;
  /** The list to which it belongs itself. */
  readonly listId: string | null;
  readonly name: string;
}

export interface RunningHandOver {
  readonly id: string;
  readonly fromId: string;
  readonly kinds: readonly HandOverKind[];
  readonly rule: HandOverRule;
  readonly state: HandOverState;
  readonly turns: Turns;
  readonly counts: HandOverCounts;
  readonly busy: number;
}

/** Hand-overs of a person's work. Reading what somebody has walks whole tables: for a thread of their own. */
export interface HandOvers {
  /** What they have of one kind, in a stable order. */
  holdings(kind: HandOverKind, fromId: string): Iterable<Holding>;
  responsibleOf(contactId: string): string | undefined;
  /** Customers of a list. */
  inList(campaignId: string): Iterable<string>;
  begin(order: HandOverOrder & { readonly id: string }): void;
  running(id: string): RunningHandOver;
  /** One thing, with what is needed to give it back. In the caller's transaction. */
  move(id: string, kind: HandOverKind, rowId: string, from: string, to: string): 'moved' | 'busy' | 'gone';
  progress(id: string, progress: Pick<RunningHandOver, 'turns' | 'counts' | 'busy'>): void;
  setTotal(id: string, total: number): void;
  setState(id: string, state: HandOverState): void;
  /** Gives back the next ones, in the caller's transaction; how many it looked at. */
  giveBack(id: string, most: number): number;
  /** What a crash cut off. */
  unfinished(): string[];
  /** @throws Failure `notFound` */
  get(id: string): HandOver;
  list(limit: number): HandOver[];
  /** Rows of a kind that were handed over, to tell of them. */
  rowsOf(id: string, kind: HandOverKind, limit: number): string[];
}

const HOLDINGS: Readonly<Record<HandOverKind, string>> = {
  customers: `select c.id, c.id as contactId, c.stage, c.responsible_id as responsibleId, null as listId, c.name
    from contacts c where c.responsible_id = @from and c.deleted_at is null`,
  lists: `select l.id, null as contactId, null as stage, null as responsibleId, l.id as listId, l.name
    from campaigns l where l.deleted_at is null and l.ended_at is null
      and exists (select 1 from json_each(l.owner_ids) where value = @from)`,
  prospects: `select p.id, p.contact_id as contactId, c.stage, c.responsible_id as responsibleId, p.campaign_id as listId, c.name
    from leads p join contacts c on c.id = p.contact_id
    where p.deleted_at is null and p.state <> 'done'
      and (p.owner_id = @from or (p.state = 'claimed' and p.lease_by = @from))`,
  tasks: `select t.id, t.contact_id as contactId, c.stage, c.responsible_id as responsibleId, null as listId, t.title as name
    from tasks t left join contacts c on c.id = t.contact_id
    where t.done = 0 and t.deleted_at is null and coalesce(t.assignee_id, t.author_id) = @from`,
  missed: `select m.id, m.contact_id as contactId, c.stage, c.responsible_id as responsibleId, null as listId,
      coalesce(c.name, m.number) as name
    from missed_entries m left join contacts c on c.id = m.contact_id
    where m.state = 'open' and m.deleted_at is null and m.lease_by = @from and m.lease_until > @now`,
};

const NAME_OF: Readonly<Record<HandOverKind, string>> = {
  customers: 'select name from contacts where id = +?',
  lists: 'select name from campaigns where id = +?',
  prospects: 'select c.name from leads p join contacts c on c.id = p.contact_id where p.id = +?',
  tasks: 'select title from tasks where id = +?',
  missed: 'select number from missed_entries where id = +?',
};

const KEPT_NAMES = 20;

export function createHandOvers({ db, now, actorId }: Deps, changes: Changes): HandOvers {
  const { sqlite } = db;
  const movers = createMovers(sqlite, changes, now);
  const prepared = <T>(of: Readonly<Record<HandOverKind, string>>, make: (sql: string) => T) => {
    const made = new Map<HandOverKind, T>();
    return (kind: HandOverKind): T => {
      const known = made.get(kind) ?? make(of[kind]);
      made.set(kind, known);
      return known;
    };
  };
  const holdings = prepared(HOLDINGS, (sql) => sqlite.prepare(sql));
  const nameOf = prepared(NAME_OF, (sql) => sqlite.prepare(sql).pluck());
  const responsible = sqlite
    .prepare('select responsible_id from contacts where id = +? and deleted_at is null')
    .pluck();
  const inList = sqlite
    .prepare('select contact_id from leads where campaign_id = +? and deleted_at is null')
    .pluck();
  const begin = sqlite.prepare(
    `insert into handovers (id, from_id, by_id, kinds, rule, state, started_at, total, turns, counts, busy)
     values (?, ?, ?, ?, ?, 'running', ?, 0, '{}', '{}', 0)`,
  );
  const row = sqlite.prepare(
    `select id, from_id as fromId, by_id as byId, kinds, rule, state, started_at as startedAt, ended_at as endedAt, total,
       turns, counts, busy from handovers where id = +?`,
  );
  const newest = sqlite
    .prepare('select id from handovers order by started_at desc, id desc limit +?')
    .pluck();
  const unfinished = sqlite
    .prepare("select id from handovers where state in ('running', 'undoing') order by started_at, id")
    .pluck();
  const addItem = sqlite.prepare(
    'insert into handover_items (handover_id, kind, row_id, was, became) values (?, ?, ?, ?, ?)',
  );
  const keep = sqlite.prepare('update handovers set turns = ?, counts = ?, busy = ? where id = +?');
  const setTotal = sqlite.prepare('update handovers set total = ? where id = +?');
  const setState = sqlite.prepare('update handovers set state = ?, ended_at = ? where id = +?');
  const standing = sqlite.prepare(
    `select kind, row_id as rowId, was, became from handover_items
     where handover_id = +? and undone is null limit +?`,
  );
  const mark = sqlite.prepare(
    'update handover_items set undone = ? where handover_id = +? and kind = ? and row_id = ?',
  );
  const undone = sqlite.prepare(
    'select undone, count(*) as n from handover_items where handover_id = +? and undone is not null group by undone',
  );
  const kept = sqlite.prepare(
    `select kind, row_id as rowId from handover_items where handover_id = +? and undone = 'kept' limit +?`,
  );
  const rowsOf = sqlite
    .prepare('select row_id from handover_items where handover_id = +? and kind = ? limit +?')
    .pluck();

  function raw(id: string): RawHandOver {
    const found = row.get(id) as RawHandOver | undefined;
    if (found === undefined) throw new Failure('notFound', { id });
    return found;
  }

  function get(id: string): HandOver {
    const { kinds: _kinds, rule: _rule, turns: _turns, counts, endedAt, ...rest } = raw(id);
    const fates = new Map(
      (undone.all(id) as { undone: string; n: number }[]).map((fate) => [fate.undone, fate.n]),
    );
    return {
      ...rest,
      counts: JSON.parse(counts) as HandOverCounts,
      ...(endedAt === null ? {} : { endedAt }),
      back: fates.get('back') ?? 0,
      kept: fates.get('kept') ?? 0,
      keptNames: (kept.all(id, KEPT_NAMES) as { kind: HandOverKind; rowId: string }[]).map(
        ({ kind, rowId }) => (nameOf(kind).get(rowId) as string | undefined) ?? '',
      ),
    };
  }

  return {
    holdings: (kind, from) =>
      holdings(kind).iterate(
        kind === 'missed' ? { from, now: now() } : { from },
      ) as IterableIterator<Holding>,
    responsibleOf: (contactId) => (responsible.get(contactId) as string | null | undefined) ?? undefined,
    inList: (campaignId) => inList.iterate(campaignId) as IterableIterator<string>,
    begin({ id, fromId, kinds, rule }) {
      begin.run(id, fromId, actorId(), JSON.stringify(kinds), JSON.stringify(rule), now());
    },
    running(id) {
      const { fromId, kinds, rule, state, turns, counts, busy } = raw(id);
      return {
        ...{ id, fromId, state, busy },
        kinds: JSON.parse(kinds) as HandOverKind[],
        rule: JSON.parse(rule) as HandOverRule,
        turns: JSON.parse(turns) as Turns,
        counts: JSON.parse(counts) as HandOverCounts,
      };
    },
    move(id, kind, rowId, from, to) {
      const moved = movers[kind].move(rowId, from, to);
      if (moved === 'busy' || moved === 'gone') return moved;
      addItem.run(id, kind, rowId, JSON.stringify(moved.was), JSON.stringify(moved.became));
      return 'moved';
    },
    progress(id, { turns, counts, busy }) {
      keep.run(JSON.stringify(turns), JSON.stringify(counts), busy, id);
    },
    setTotal: (id, total) => void setTotal.run(total, id),
    setState: (id, state) =>
      void setState.run(state, state === 'running' || state === 'undoing' ? null : now(), id),
    giveBack(id, most) {
      const items = standing.all(id, most) as (Record<keyof Moved, string> & {
        kind: HandOverKind;
        rowId: string;
      })[];
      for (const { kind, rowId, was, became } of items) {
        const isBack = movers[kind].back(rowId, { was: JSON.parse(was), became: JSON.parse(became) });
        mark.run(isBack ? 'back' : 'kept', id, kind, rowId);
      }
      return items.length;
    },
    unfinished: () => unfinished.all() as string[],
    get,
    list: (limit) => (newest.all(limit) as string[]).map(get),
    rowsOf: (id, kind, limit) => rowsOf.all(id, kind, limit) as string[],
  };
}

interface RawHandOver {
  readonly id: string;
  readonly fromId: string;
  readonly byId: string;
  readonly kinds: string;
  readonly rule: string;
  readonly state: HandOverState;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly total: number;
  readonly turns: string;
  readonly counts: string;
  readonly busy: number;
}
