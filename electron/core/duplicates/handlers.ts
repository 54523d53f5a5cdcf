import type { z } from 'zod';
import type { Candidates } from '../../../db/repositories/duplicates/candidates.ts';
import type { PairStore } from '../../../db/repositories/duplicates/pair-store.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type {
  DuplicatePair,
  duplicateRequests,
  MergeRun,
  PairSide,
  SweepState,
} from '../../../shared/contract/duplicates.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { likeness } from '../../../shared/domain/duplicates/likeness.ts';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import { isWithin } from '../../../shared/domain/rights/may.ts';
import type { Right } from '../../../shared/domain/rights/rights.ts';
import { words } from '../../../shared/domain/text/fold.ts';
import type { Context } from '../host/dispatch.ts';

export interface DuplicateHandlerOptions {
  readonly repositories: Repositories;
  readonly pairs: PairStore;
  readonly candidates: Candidates;
  readonly settings: () => Settings;
  readonly newId: () => string;
  /** The first of the two goes. */
  readonly merged: (ids: readonly [string, string]) => void;
  /** It is back. */
  readonly parted: (ids: readonly [string, string]) => void;
  readonly sweep: {
    state(): SweepState;
    start(whole: boolean): void;
    stop(): void;
    changed(): void;
  };
  readonly runs: {
    current(): string | undefined;
    begin(id: string, kind: 'merge' | 'undo'): void;
    cancel(id: string): void;
    view(id: string): MergeRun | undefined;
  };
}

/** Fewer digits are the beginning of many numbers. */
const SHORTEST_NUMBER = 5;
const MOST_ALIKE = 5;

export function duplicateHandlers(
  options: DuplicateHandlerOptions,
): Handlers<typeof duplicateRequests, Context> {
  const { repositories, pairs, candidates, sweep, runs } = options;
  const { contacts, merges, mergeRuns, ownersOf, search } = repositories;

  const reaches = ({ within }: Pick<Context, 'within'>, right: Right, id: string): boolean => {
    const owners = within(right);
    return owners === undefined || isWithin(owners, ownersOf('contact', id));
  };
  function needReach(context: Pick<Context, 'within'>, right: Right, ...ids: readonly string[]): void {
    if (!ids.every((id) => reaches(context, right, id))) throw new Failure('outOfReach', { right });
  }

  function side(id: string): PairSide {
    const contact = contacts.get(id);
    if (contact === undefined) throw new Failure('notFound', { id });
    return { contact, ...merges.weight(contact.id) };
  }

  function list(
    { certain, after, limit }: z.output<(typeof duplicateRequests)['duplicates.list']['input']>,
    context: Context,
  ): Output<'duplicates.list'> {
    const shown: DuplicatePair[] = [];
    let from = after;
    for (;;) {
      const page = pairs.page({ certain, after: from, limit });
      const ids = [...new Set(page.flatMap(({ firstId, secondId }) => [firstId, secondId]))];
      const rows = new Map(present(ids).map((row) => [row.id, row]));
      for (const { firstId, secondId, ...pair } of page) {
        const [first, second] = [rows.get(firstId), rows.get(secondId)];
        // Merged, removed or told apart since the sweep.
        if (first === undefined || second === undefined || merges.isDistinct(firstId, secondId))
          pairs.drop(firstId, secondId);
        else if ([firstId, secondId].every((id) => reaches(context, 'customers.view', id)))
          shown.push({ first, second, ...pair, reasons: [...pair.reasons], doubts: [...pair.doubts] });
      }
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return { pairs: shown, more: false };
      if (shown.length > 0) return { pairs: shown, more: true };
      from = { score: last.score, firstId: last.firstId, secondId: last.secondId };
    }
  }

  /** Rows of those that are there. */
  const present = (ids: readonly string[]): ContactRow[] =>
    search.rowsOf(ids.filter((id) => candidates.isThere(id)));

  function alike(
    {
      kind,
      name,
      organisationName,
      numbers,
      emails,
      contactId,
    }: z.output<(typeof duplicateRequests)['duplicates.alike']['input']>,
    context: Context,
  ): Output<'duplicates.alike'> {
    const found = new Map<string, Output<'duplicates.alike'>[number]>();
    const add = (rows: readonly ContactRow[], by: 'number' | 'email' | 'name', what: string) => {
      for (const row of rows)
        if (row.id !== contactId && !found.has(row.id) && reaches(context, 'customers.view', row.id))
          found.set(row.id, { row, by, what });
    };
    for (const number of numbers)
      if (number.replaceAll(/\D/g, '').length >= SHORTEST_NUMBER)
        add(contacts.byNumber(readNumber(number, options.settings())), 'number', number);
    for (const address of emails)
      if (address.includes('@')) add(present(contacts.bulk.byEmail(address.trim())), 'email', address);
    const company = organisationName?.trim() ?? '';
    if (kind === 'organisation' && name.trim() !== '')
      add(present(contacts.bulk.organisations(name)), 'name', name);
    if (kind === 'person' && company !== '' && words(name).length > 0)
      add(present(contacts.bulk.members(name, company)), 'name', name);
    return [...found.values()].slice(0, MOST_ALIKE);
  }

  function needNoRun(): void {
    if (runs.current() !== undefined) throw new Failure('mergeRunRunning');
  }
  /** A run goes through everybody's cards. */
  function needAll({ within }: Context): void {
    if (within('customers.merge') !== undefined || within('customers.edit') !== undefined)
      throw new Failure('outOfReach', { right: 'customers.merge' });
  }

  return {
    'duplicates.list': list,
    'duplicates.pair': ({ oneId, otherId }, context) => {
      needReach(context, 'customers.view', merges.follow(oneId), merges.follow(otherId));
      const [one, other] = [side(oneId), side(otherId)];
      const cards = [one, other].map(({ contact }) => candidates.card(contact.id));
      const [first, second] = cards;
      if (first === undefined || second === undefined) throw new Failure('notFound');
      const { score, reasons, doubts } = likeness(first, second);
      return { one, other, score, reasons: [...reasons], doubts: [...doubts] };
    },
    'duplicates.alike': alike,
    'duplicates.merge': ({ fromId, intoId, choices, seen }, context) => {
      needReach(context, 'customers.merge', fromId, intoId);
      needReach(context, 'customers.edit', fromId, intoId);
      needNoRun();
      const changed = merges.merge({ fromId, intoId, choices, seen });
      options.merged([fromId, intoId]);
      return changed;
    },
    'duplicates.undo': ({ mergeId }, context) => {
      const row = merges.row(mergeId);
      if (row === undefined) throw new Failure('notFound', { id: mergeId });
      needReach(context, 'customers.merge', row.intoId);
      needReach(context, 'customers.edit', row.intoId);
      needNoRun();
      const { fields, rows } = merges.undo(mergeId);
      options.parted([row.fromId, row.intoId]);
      return { fields: [...fields], rows };
    },
    'duplicates.distinguish': ({ oneId, otherId }, context) => {
      needReach(context, 'customers.edit', oneId, otherId);
      const changed = merges.distinguish(oneId, otherId);
      pairs.drop(oneId, otherId);
      sweep.changed();
      return changed;
    },
    'duplicates.merged': ({ contactId }) =>
      merges.of(merges.follow(contactId)).map(({ id, name, at, authorName }) => ({
        id,
        name,
        at,
        ...(authorName === null ? {} : { authorName }),
      })),
    'duplicates.sweep': () => sweep.state(),
    'duplicates.startSweep': ({ whole }) => {
      sweep.start(whole);
      return DONE;
    },
    'duplicates.stopSweep': () => {
      sweep.stop();
      return DONE;
    },
    'duplicates.mergeCertain': (_input, context) => {
      needAll(context);
      needNoRun();
      const id = options.newId();
      mergeRuns.begin(id, pairs.counts().certain);
      runs.begin(id, 'merge');
      return { id };
    },
    'duplicates.cancelRun': ({ id }) => {
      // An undo goes on to its end: half of it would be neither one nor the other.
      if (mergeRuns.get(id)?.state === 'running') runs.cancel(id);
      return DONE;
    },
    'duplicates.undoRun': ({ id }, context) => {
      needAll(context);
      needNoRun();
      const run = mergeRuns.get(id);
      if (run === undefined || run.state === 'undone') throw new Failure('notFound', { id });
      mergeRuns.setState(id, 'undoing');
      runs.begin(id, 'undo');
      return DONE;
    },
    'duplicates.run': () => {
      const newest = mergeRuns.newest();
      const run = newest && runs.view(newest.id);
      return run === undefined ? {} : { run };
    },
  };
}
