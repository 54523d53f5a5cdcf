import type { z } from 'zod';
import type { Campaign, CampaignCounts, CampaignDraft } from '../../../shared/contract/campaigns.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { CampaignState, Pace, PacingRules } from '../../../shared/domain/pacing/campaign.ts';
import { campaigns } from '../../schema/selling.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { createCounts } from './counts.ts';

type Draft = z.output<typeof CampaignDraft>;

/** A list without what is known only to the running program. */
export type StoredCampaign = Omit<Campaign, 'filling'>;

export interface Campaigns {
  /** `counted`: as they were a moment ago, for whom cannot wait for the counting. @throws Failure `notFound` */
  get(id: string, counted?: CampaignCounts): StoredCampaign;
  /** What a talk asks of its list, without counting anybody. Undefined: there is none, or it was removed. */
  head(id: string): { readonly name: string; readonly scriptId?: string } | undefined;
  /** Newest first; `ended`: these as well. */
  list(filter: { readonly ended: boolean }): StoredCampaign[];
  create(draft: Draft): Changed;
  /** @throws Failure `notFound`, `changedMeanwhile` */
  update(id: string, version: number, draft: Draft): Changed;
  setState(id: string, state: CampaignState): Changed;
  /** With its prospects out of sight; undo brings it back. */
  remove(id: string): Changed;
  /** What the choice asks of a list at each claim. Undefined: there is none, or it was removed. */
  pacing(id: string):
    | {
        readonly rules: PacingRules;
        readonly state: CampaignState;
        readonly pace: Pace;
        readonly ownerIds: readonly string[];
      }
    | undefined;
}

export function createCampaigns(deps: Deps, changes: Changes): Campaigns {
  const { db, newId, now } = deps;
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, campaigns);
  changes.register(aggregate);
  const counts = createCounts(sqlite);
  const ids = sqlite
    .prepare(
      `select id from campaigns where deleted_at is null and (@ended = 1 or state <> 'ended')
       order by created_at desc, id desc`,
    )
    .pluck();

  function get(id: string, counted?: CampaignCounts): StoredCampaign {
    const stored = aggregate.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
    const { state, stamp } = stored;
    return {
      id,
      version: stamp.version,
      createdAt: stamp.createdAt,
      name: state.name,
      state: state.state,
      pace: state.pace,
      ownerIds: state.ownerIds,
      goal: state.goal,
      rules: state.rules,
      counts: counted ?? counts(id, now()),
      ...present({ scriptId: state.scriptId, startedAt: state.startedAt, endedAt: state.endedAt }),
    };
  }

  const fields = ({ name, pace, scriptId, ownerIds, goal, rules }: Draft) => ({
    name: name.trim(),
    pace,
    scriptId: scriptId ?? null,
    ownerIds,
    goal: Object.fromEntries(Object.entries(goal).filter(([, value]) => value !== undefined)),
    rules,
  });

  return {
    get,
    head(id) {
      const stored = aggregate.read(id);
      if (stored === undefined || stored.stamp.deletedAt !== null) return undefined;
      const { name, scriptId } = stored.state;
      return { name, ...present({ scriptId }) };
    },
    list: ({ ended }) => (ids.all({ ended: ended ? 1 : 0 }) as string[]).map((id) => get(id)),
    create: (draft) =>
      changes.save(aggregate, newId(), {
        ...fields(draft),
        state: 'draft',
        startedAt: null,
        endedAt: null,
      }),
    update: (id, version, draft) => changes.patch(aggregate, id, fields(draft), { version }),
    setState: (id, state) =>
      db.transaction(() => {
        const startedAt = aggregate.read(id)?.state.startedAt ?? null;
        return changes.patch(aggregate, id, {
          state,
          startedAt: startedAt ?? (state === 'running' ? now() : null),
          endedAt: state === 'ended' ? now() : null,
        });
      }),
    remove: (id) => changes.remove(aggregate, id),
    pacing(id) {
      const stored = aggregate.read(id);
      if (stored === undefined || stored.stamp.deletedAt !== null) return undefined;
      const { rules, state, pace, ownerIds } = stored.state;
      return { rules, state, pace, ownerIds };
    },
  };
}
