import { isDeepStrictEqual } from 'node:util';
import type { CallView } from '../../../shared/contract/calls.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Fact } from '../../../shared/domain/call/fact.ts';
import { calls } from '../../schema/calls.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { LibraryUpkeep } from '../library/upkeep.ts';
import type { Search } from '../search/search.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { type CallFilter, type CallPage, createCallList } from './list.ts';
import { type CallRecord, type CallState, toRecord, toState } from './record.ts';
import { type RawView, toView, VIEW } from './view.ts';

/** A fact as it was kept, with the moment in which the core took it (UTC ms). */
export interface KeptFact {
  readonly fact: Fact;
  readonly receivedAt: number;
}

export interface Calls {
  /** Makes or changes the row. Saving what is already there writes nothing. */
  save(record: CallRecord): void;
  /** Adds to the diagnosis log of a call only. */
  appendFact(fact: Fact): void;
  /** The fact and what became of the call, in one transaction: on disk when this returns. */
  saveWithFact(record: CallRecord, fact: Fact): void;
  get(id: string): CallRecord | undefined;
  /** @throws Failure `notFound` */
  view(id: string): CallView;
  /** Newest first. */
  list(filter: CallFilter): CallPage;
  /** Calls that have not ended, oldest first: after a crash these are to be interrupted or reclaimed. */
  open(): CallRecord[];
  /** Ended calls whose wrap-up is still open, oldest first. */
  openWrapUps(): CallRecord[];
  /** The newest attempt of ours to reach somebody. */
  lastDialled(): CallRecord | undefined;
  /** The newest calls of a number (E.164 with the plus), newest first. */
  recentOf(e164: string, limit: number): CallView[];
  /** Everything that was stated about a call, in order of arrival. */
  facts(id: string): KeptFact[];
}

interface Derived {
  readonly index: SearchIndex;
  readonly search: Search;
  readonly upkeep: Pick<LibraryUpkeep, 'callChanged'>;
}

export function createCalls(deps: Deps, changes: Changes, { index, search, upkeep }: Derived): Calls {
  const { db, now, actorId } = deps;
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, calls);
  changes.register(aggregate, (id, { state }, before, why) => {
    upkeep.callChanged(id, state, before?.state);
    const moved = state.contactId !== before?.state.contactId;
    if (why === 'change' && state.contactId !== null && moved) index.touch(state.contactId);
  });

  const insertFact = sqlite.prepare(
    'insert into call_facts (call_id, at, kind, body, received_at) values (?, ?, ?, ?, ?)',
  );
  const factsOf = sqlite.prepare(
    'select call_id as callId, at, kind, body, received_at as receivedAt from call_facts where call_id = +? order by seq',
  );
  const one = sqlite.prepare(`${VIEW} where k.id = +?`);
  // Conditions as literals: the partial indexes are used only then.
  const open = sqlite.prepare("select id from calls where state <> 'ended' order by started_at").pluck();
  const wrapUps = sqlite
    .prepare("select id from calls where wrap_up = 'open' and state = 'ended' order by started_at")
    .pluck();
  // Told the way: without statistics SQLite would sort all calls for the newest one.
  const dialled = sqlite
    .prepare(
      `select id from calls indexed by calls_started where direction = 'outbound' and purpose <> 'service'
       order by started_at desc, id desc limit 1`,
    )
    .pluck();
  const recent = sqlite.prepare(
    `${VIEW} where k.e164 = +? and k.purpose <> 'service' order by k.started_at desc limit +?`,
  );
  const list = createCallList(deps, search);

  function get(id: string): CallRecord | undefined {
    const stored = aggregate.read(id);
    return stored === undefined ? undefined : toRecord(id, stored.state);
  }

  const records = (ids: readonly unknown[]): CallRecord[] =>
    ids.map((id) => get(id as string)).filter((record) => record !== undefined);

  function save(record: CallRecord): void {
    const { id } = record.call;
    const before = aggregate.read(id)?.state;
    // Who took the call stays, whoever writes about it later.
    const closed = before?.wrapUp === 'open' && record.wrapUp === 'done';
    const wrappedUpAt = closed ? now() : (before?.wrappedUpAt ?? null);
    const next: CallState = toState(record, before?.agentId ?? actorId(), wrappedUpAt);
    if (!isDeepStrictEqual(before, next)) changes.save(aggregate, id, next);
  }

  function appendFact({ callId, at, kind, ...body }: Fact): void {
    insertFact.run(callId, at, kind, JSON.stringify(body), now());
  }

  return {
    save: (record) => db.transaction(() => save(record)),
    appendFact: (fact) => db.transaction(() => appendFact(fact)),
    saveWithFact: (record, fact) =>
      db.transaction(() => {
        save(record);
        appendFact(fact);
      }),
    get,
    view(id) {
      const raw = one.get(id) as RawView | undefined;
      if (raw === undefined) throw new Failure('notFound', { id });
      return toView(raw);
    },
    list,
    open: () => records(open.all()),
    openWrapUps: () => records(wrapUps.all()),
    lastDialled: () => records(dialled.all())[0],
    recentOf: (e164, limit) => (recent.all(Number(e164.slice(1)), limit) as RawView[]).map(toView),
    facts: (id) =>
      (
        factsOf.all(id) as { callId: string; at: number; kind: string; body: string; receivedAt: number }[]
      ).map(({ receivedAt, body, ...head }) => ({
        fact: { ...head, ...JSON.parse(body) } as Fact,
        receivedAt,
      })),
  };
}
