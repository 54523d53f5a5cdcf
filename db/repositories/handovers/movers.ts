import { isDeepStrictEqual } from 'node:util';
import type { HandOverKind } from '../../../shared/domain/handover/hand-over.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { isUnderWay, leadAfter } from '../../../shared/domain/pacing/lead.ts';
import type { Sqlite } from '../../open.ts';
import { tasks } from '../../schema/calls.ts';
import { missedEntries } from '../../schema/missed.ts';
import { campaigns, leads } from '../../schema/selling.ts';
import { type Aggregate, rowAggregate, type Stored } from '../aggregate.ts';
import { toLead, toLeadState } from '../campaigns/lead-row.ts';
import type { Changes } from '../change.ts';
import { contactAggregate } from '../contacts/aggregate.ts';

/** What became of one thing: `was` and `became` are who has it, as plain data. */
export interface Moved {
  readonly was: unknown;
  readonly became: unknown;
}

export interface Mover {
  /** `busy`: somebody works with it at this moment. `gone`: it is not theirs any more. In the caller's transaction. */
  move(id: string, from: string, to: string): Moved | 'busy' | 'gone';
  /** As it was, if it stands as it became; answers whether. */
  back(id: string, moved: Moved): boolean;
}

interface Plan<S> {
  /** Who has it. */
  readonly held: (state: S) => unknown;
  /** Given to another. */
  readonly given: (state: S, from: string, to: string) => S | 'busy' | 'gone';
  /** With this holder again; undefined: that cannot be any more. */
  readonly returned: (state: S, was: never) => S | undefined;
}

/** One for each kind. Each change is a change as any other: row and outbox together. */
export function createMovers(
  sqlite: Sqlite,
  changes: Changes,
  now: () => number,
): Readonly<Record<HandOverKind, Mover>> {
  function mover<S extends object>(aggregate: Aggregate<S>, plan: Plan<S>): Mover {
    const read = (id: string): Stored<S> | undefined => {
      const stored = aggregate.read(id);
      return stored?.stamp.deletedAt === null ? stored : undefined;
    };
    return {
      move(id, from, to) {
        const before = read(id);
        if (before === undefined) return 'gone';
        const next = plan.given(before.state, from, to);
        if (next === 'busy' || next === 'gone') return next;
        changes.put(aggregate, id, next, before);
        return { was: plan.held(before.state), became: plan.held(next) };
      },
      back(id, { was, became }) {
        const before = read(id);
        if (before === undefined || !isDeepStrictEqual(plan.held(before.state), became)) return false;
        const next = plan.returned(before.state, was as never);
        if (next === undefined) return false;
        changes.put(aggregate, id, next, before);
        return true;
      },
    };
  }

  return {
    customers: mover(contactAggregate(sqlite), {
      held: ({ responsibleId }) => responsibleId,
      given: (state, from, to) => (state.responsibleId === from ? { ...state, responsibleId: to } : 'gone'),
      returned: (state, was: string) => ({ ...state, responsibleId: was }),
    }),
    lists: mover(rowAggregate(sqlite, campaigns), {
      held: ({ ownerIds }) => ownerIds,
      given: (state, from, to) =>
        state.ownerIds.includes(from)
          ? { ...state, ownerIds: [...new Set(state.ownerIds.map((id) => (id === from ? to : id)))] }
          : 'gone',
      returned: (state, was: string[]) => ({ ...state, ownerIds: was }),
    }),
    prospects: mover(rowAggregate(sqlite, leads), {
      held: ({ ownerId, state }) => ({ ownerId, done: state === 'done' }),
      given(state, from, to) {
        const lead = toLead('', state);
        const leased = lead.lease?.agentId === from;
        if (lead.state === 'done' || (lead.ownerId !== from && !leased)) return 'gone';
        // On the line with this customer: whoever called him ends it first.
        if (lead.state === 'claimed' && isUnderWay(lead)) return 'busy';
        const free =
          lead.state === 'claimed' && lead.lease
            ? leadAfter(
                lead,
                { kind: 'released', at: now(), token: lead.lease.token },
                // Nothing is under way, so neither rules nor numbers are asked for.
                { rules: DEFAULT_RULES, numbers: [] },
              )
            : lead;
        return toLeadState(free.state === 'done' ? free : { ...free, ownerId: to });
      },
      returned: (state, was: { ownerId: string | null }) =>
        // Whoever has it in his hands keeps it.
        state.state === 'waiting' ? { ...state, ownerId: was.ownerId } : undefined,
    }),
    tasks: mover(rowAggregate(sqlite, tasks), {
      held: ({ assigneeId, done }) => ({ assigneeId, done }),
      given: (state, from, to) =>
        !state.done && (state.assigneeId ?? state.authorId) === from
          ? { ...state, assigneeId: to, rangAt: null }
          : 'gone',
      returned: (state, was: { assigneeId: string | null }) => ({
        ...state,
        assigneeId: was.assigneeId,
        rangAt: null,
      }),
    }),
    missed: mover(rowAggregate(sqlite, missedEntries), {
      held: ({ leaseBy, state }) => ({ leaseBy, state }),
      given: (state, from, to) =>
        state.state === 'open' && state.leaseBy === from && (state.leaseUntil ?? 0) > now()
          ? { ...state, leaseBy: to }
          : 'gone',
      returned: (state, was: { leaseBy: string }) =>
        (state.leaseUntil ?? 0) > now() ? { ...state, leaseBy: was.leaseBy } : undefined,
    }),
  };
}
