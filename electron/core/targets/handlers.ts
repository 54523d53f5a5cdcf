import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { targetRequests } from '../../../shared/contract/targets.ts';
import { GOALS, type Goals, periodOf } from '../../../shared/domain/targets/target.ts';
import type { Context } from '../host/dispatch.ts';
import type { ReportThread } from '../results/report-thread.ts';
import type { Surroundings } from '../results/task.ts';

/** Targets are set here; how they stand is counted in the thread of the reports. */
export function targetHandlers(options: {
  readonly repositories: Pick<Repositories, 'targets'>;
  readonly thread: Pick<ReportThread, 'make'>;
  readonly surroundings: (owners?: ReadonlySet<string>) => Surroundings;
  readonly onChanged: () => void;
}): Handlers<typeof targetRequests, Context> {
  const { repositories, thread, surroundings, onChanged } = options;
  return {
    'targets.standing': (input, { within }) =>
      thread.make({ name: 'targets.standing', input, surroundings: surroundings(within('targets.view')) }),
    'targets.own': (input, { within }) =>
      thread.make({ name: 'targets.own', input, surroundings: surroundings(within('targets.view')) }),
    'targets.save': ({ agentId, span, day, goals }) => {
      const since = periodOf(day, span).firstDay;
      const changed = repositories.targets.save({ agentId, span, since, goals: asked(goals) });
      onChanged();
      return changed;
    },
  };
}

/** Nothing asked is no goal. */
const asked = (goals: Goals): Goals =>
  Object.fromEntries(GOALS.flatMap((goal) => (goals[goal] ? [[goal, goals[goal]]] : [])));
