import { Failure } from '../../../shared/contract/failure.ts';
import {
  type Choices,
  chosenOf,
  MOST,
  MOST_PLACES,
  united,
} from '../../../shared/domain/duplicates/unite.ts';
import { distinctContacts, merges } from '../../schema/duplicates.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Leads } from '../campaigns/leads.ts';
import type { Changed, Changes } from '../change.ts';
import { type ContactState, contactAggregate, type PhoneState } from '../contacts/aggregate.ts';
import type { Deps } from '../context.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { createFollower, type Follow } from './follow.ts';
import { createMoves, type WhatStayed } from './moves.ts';

export interface MergeOrder {
  readonly fromId: string;
  readonly intoId: string;
  readonly choices: Choices;
  /** Versions that the author saw; other ones fail with `changedMeanwhile`. */
  readonly seen?: { readonly from: number; readonly into: number } | undefined;
  readonly runId?: string | undefined;
}

export interface MergeRow {
  readonly id: string;
  readonly fromId: string;
  readonly intoId: string;
  readonly name: string;
  readonly at: number;
  readonly authorName: string | null;
}

/**
 * Two cards become one. What makes them one is one transaction: the fields, the card that goes, and as many of its rows as are
 * moved in some milliseconds, the newest first. A longer history follows in steps (`step`), also after a crash; by then already
 * whoever asks for the card that went gets the one that stayed, so there is no half of a merge to be seen.
 */
export interface Merges {
  readonly follow: Follow;
  /**
   * @throws Failure `notFound`, `changedMeanwhile`, `mergeOfUnlike` (a person and a company, or one with itself), `mergeTooLarge`
   */
  merge(order: MergeOrder): Changed;
  /** As `changes.undo` of its change, and says what stays. @throws Failure `notFound`, `changedMeanwhile`, `mergedOn` */
  undo(mergeId: string): WhatStayed;
  /** Moves on with one merge whose history is long. False: nothing is on its way. */
  step(): boolean;
  /** Those that still stand, into this card, latest first. */
  of(contactId: string): MergeRow[];
  /** Ids of the cards that became this one, however often. */
  under(contactId: string): string[];
  /** Also of one that was taken back. */
  row(mergeId: string): { readonly fromId: string; readonly intoId: string } | undefined;
  /** What a card brings along, for whoever chooses. */
  weight(contactId: string): {
    readonly calls: number;
    readonly notes: number;
    readonly tasks: number;
    readonly people: number;
  };
  /** Of a run, those that stand, latest first, before this one. */
  ofRun(runId: string, before: string | undefined, limit: number): string[];
  /** Somebody is on the line with the customer, or has a call with him to write up. */
  isInHand(contactId: string): boolean;
  /** Somebody looked at the two and found that they are two; remembered for every sweep to come. */
  distinguish(oneId: string, otherId: string): Changed;
  isDistinct(oneId: string, otherId: string): boolean;
}

interface Parts {
  readonly changes: Changes;
  readonly index: SearchIndex;
  readonly leads: Pick<Leads, 'contactMerged'>;
}

export function createMerges(deps: Deps, { changes, index, leads }: Parts): Merges {
  const { db, now, newId, actorId } = deps;
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, merges);
  const contacts = contactAggregate(sqlite);
  const follow = createFollower(sqlite);
  const moves = createMoves(deps, changes);
  const rseqOf = sqlite.prepare('select rseq from contacts where id = +?').pluck();
  const beginSteps = sqlite.prepare(
    'insert into merge_steps (merge_id, from_rseq, into_rseq, going) values (?, ?, ?, ?)',
  );
  const go = sqlite.prepare('update merge_steps set going = ? where merge_id = ?');
  const stepsOf = sqlite.prepare(
    'select from_rseq as fromRseq, into_rseq as intoRseq from merge_steps where merge_id = +?',
  );
  const next = sqlite.prepare(
    'select merge_id as id, going from merge_steps where going is not null limit 1',
  );
  const standing = sqlite.prepare(
    `select m.id, m.from_id as fromId, m.into_id as intoId, c.name, m.at, u.name as authorName
     from merges m cross join contacts c on c.id = m.from_id left join users u on u.id = m.author_id
     where m.into_id = +? and m.deleted_at is null order by m.at desc, m.id desc`,
  );
  const weight = sqlite.prepare(
    `select (select count(*) from calls where contact_id = +@id and deleted_at is null) as calls,
       (select count(*) from notes where contact_id = +@id and deleted_at is null) as notes,
       (select count(*) from tasks where contact_id = +@id and deleted_at is null) as tasks,
       (select count(*) from contacts where organisation_id = +@id and deleted_at is null) as people`,
  );
  const ofRun = sqlite
    .prepare(
      'select id from merges where run_id = +? and run_id is not null and deleted_at is null and id < +? order by id desc limit +?',
    )
    .pluck();
  // A handful among all: told the way, as the conditions of their indexes are.
  const live = sqlite.prepare(
    "select 1 from calls indexed by calls_open where state <> 'ended' and contact_id = ? limit 1",
  );
  const writtenUp = sqlite.prepare(
    "select 1 from calls indexed by calls_wrap_up where wrap_up = 'open' and contact_id = ? limit 1",
  );
  const under = sqlite
    .prepare(
      `with recursive gone (id) as (
         select from_id from merges where into_id = +? and deleted_at is null
         union select m.from_id from gone g cross join merges m on m.into_id = g.id and m.deleted_at is null)
       select id from gone`,
    )
    .pluck();
  const pairs = rowAggregate(sqlite, distinctContacts);
  changes.register(pairs);
  const pairId = sqlite
    .prepare(
      'select id from distinct_contacts where first_id = +? and second_id = +? and deleted_at is null limit 1',
    )
    .pluck();
  const pairOf = (oneId: string, otherId: string) =>
    oneId < otherId ? ([oneId, otherId] as const) : ([otherId, oneId] as const);
  let stayed: WhatStayed = { fields: [], rows: 0 };

  changes.register(aggregate, (id, after, before) => {
    if (before === undefined) return;
    const [was, is] = [before.stamp.deletedAt === null, after.stamp.deletedAt === null];
    if (was && !is) stayed = unmerge(id, after.state);
    // What was taken back is merged anew, with another look at both.
    else if (!was && is) throw new Failure('changedMeanwhile', { id });
  });

  function present(id: string, version: number | undefined) {
    const stored = contacts.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
    if (version !== undefined && version !== stored.stamp.version)
      throw new Failure('changedMeanwhile', { id });
    return stored.state;
  }

  function merge({ fromId, intoId, choices, seen, runId }: MergeOrder): Changed {
    const from = present(fromId, seen?.from);
    const into = present(intoId, seen?.into);
    if (fromId === intoId || from.kind !== into.kind) throw new Failure('mergeOfUnlike');
    const made = changes.save(aggregate, newId(), {
      fromId,
      intoId,
      authorId: actorId(),
      at: now(),
      runId: runId ?? null,
    });
    const places = { fromRseq: rseqOf.get(fromId) as number, intoRseq: rseqOf.get(intoId) as number };
    const note = (changed: Changed) => moves.note(made.id, changed.changeId);
    for (const changed of leads.contactMerged(fromId, intoId)) note(changed);
    const state = stateOf(into, from, choices, newId);
    // Who was in the company that goes is in the one that stays; nobody is in itself.
    const own = state.organisationId === fromId || state.organisationId === intoId;
    note(changes.relink('contacts', intoId, own ? { ...state, organisationId: null } : { ...state }));
    note(changes.relink('contacts', fromId, { deleted: true }));
    moves.stages(made.id, fromId, intoId, state.stage);
    const whole = moves.out(made.id, fromId, intoId);
    if (places.fromRseq > places.intoRseq) index.swap(fromId, intoId);
    beginSteps.run(made.id, places.fromRseq, places.intoRseq, whole ? null : 'out');
    return made;
  }

  function unmerge(id: string, { fromId, intoId }: { fromId: string; intoId: string }): WhatStayed {
    if (follow(intoId) !== intoId) throw new Failure('mergedOn', { id });
    const result = moves.back(id, false);
    const from = contacts.read(fromId);
    // Erased meanwhile: then there is nobody who could come back.
    if (from === undefined || from.stamp.deletedAt !== null) throw new Failure('notFound', { id: fromId });
    const places = stepsOf.get(id) as { fromRseq: number; intoRseq: number } | undefined;
    if (places !== undefined && places.fromRseq > places.intoRseq) {
      if (rseqOf.get(intoId) === places.fromRseq) index.swap(fromId, intoId);
      else index.place(fromId, places.fromRseq);
    }
    go.run(result.whole ? null : 'back', id);
    return result.stayed;
  }

  return {
    follow,
    merge: (order) => db.transaction(() => merge(order)),
    undo: (mergeId) =>
      db.transaction(() => {
        const row = aggregate.read(mergeId);
        if (row === undefined || row.stamp.deletedAt !== null) throw new Failure('notFound', { id: mergeId });
        changes.remove(aggregate, mergeId);
        return stayed;
      }),
    step: () =>
      db.transaction(() => {
        const row = next.get() as { id: string; going: 'out' | 'back' } | undefined;
        if (row === undefined) return false;
        const { fromId, intoId } = (aggregate.read(row.id) as NonNullable<ReturnType<typeof aggregate.read>>)
          .state;
        const whole =
          row.going === 'out' ? moves.out(row.id, fromId, intoId) : moves.back(row.id, true).whole;
        if (whole) go.run(null, row.id);
        return true;
      }),
    of: (contactId) => standing.all(contactId) as MergeRow[],
    under: (contactId) => under.all(contactId) as string[],
    row: (mergeId) => aggregate.read(mergeId)?.state,
    weight: (contactId) => weight.get({ id: contactId }) as ReturnType<Merges['weight']>,
    ofRun: (runId, before, limit) => ofRun.all(runId, before ?? '~', limit) as string[],
    isInHand: (contactId) => live.get(contactId) !== undefined || writtenUp.get(contactId) !== undefined,
    distinguish: (oneId, otherId) =>
      db.transaction(() => {
        const [firstId, secondId] = pairOf(follow(oneId), follow(otherId));
        const id = (pairId.get(firstId, secondId) as string | undefined) ?? newId();
        return changes.save(pairs, id, { firstId, secondId, authorId: actorId(), at: now() });
      }),
    isDistinct: (oneId, otherId) => pairId.get(...pairOf(oneId, otherId)) !== undefined,
  };
}

/** The card that stays, with what the other had. Numbers of the other come as new rows: its own stay with it for the undo. */
function stateOf(
  into: ContactState,
  from: ContactState,
  choices: Choices,
  newId: () => string,
): ContactState {
  const key = ({ e164, raw }: PhoneState) => e164 ?? raw;
  const hasMain = into.phones.some(({ main }) => main);
  const phones = united(into.phones, from.phones, key).map((phone, i) =>
    i < into.phones.length ? phone : { ...phone, id: newId(), main: phone.main && !hasMain },
  );
  const emails = united(into.emails, from.emails, ({ address }) => address.toLowerCase()).map((email, i) =>
    i < into.emails.length ? email : { ...email, id: newId() },
  );
  const tags = united(into.tags, from.tags, (tag) => tag.toLowerCase());
  const addresses = united(into.addresses, from.addresses, ({ text }) => text.trim().toLowerCase());
  const full = [phones, emails, tags].some(({ length }) => length > MOST) || addresses.length > MOST_PLACES;
  if (full) throw new Failure('mergeTooLarge');
  return { ...into, ...chosenOf(into, from, choices), phones, emails, tags, addresses };
}
