import type { Goals, Target } from '../../../shared/domain/targets/target.ts';
import type { Sqlite } from '../../open.ts';
import { targets } from '../../schema/reports.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

/** Of a connection that only reads, too: facts and targets meet in the thread of the reports. */
export interface TargetReader {
  list(): Target[];
}

export interface Targets extends TargetReader {
  /** One target for each person, span and first day: a second one takes its place. */
  save(target: Target): Changed;
}

export function createTargetReader(sqlite: Sqlite): TargetReader {
  const all = sqlite.prepare(
    'select agent_id as agentId, span, since, goals from targets where deleted_at is null',
  );
  return {
    list: () =>
      (all.all() as (Omit<Target, 'agentId' | 'goals'> & { agentId: string | null; goals: string })[]).map(
        ({ goals, ...target }) => ({ ...present(target), goals: JSON.parse(goals) as Goals }),
      ),
  };
}

export function createTargets({ db, newId }: Deps, changes: Changes): Targets {
  const aggregate = rowAggregate(db.sqlite, targets);
  changes.register(aggregate);
  const same = db.sqlite
    .prepare('select id from targets where agent_id is +? and span = +? and since = +? order by id limit 1')
    .pluck();
  return {
    ...createTargetReader(db.sqlite),
    save: ({ agentId = null, span, since, goals }) =>
      db.transaction(() => {
        const known = same.get(agentId, span, since) as string | undefined;
        return changes.save(aggregate, known ?? newId(), { agentId: agentId ?? null, span, since, goals });
      }),
  };
}
