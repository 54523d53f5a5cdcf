import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { funnelRequests } from '../../../shared/contract/funnel.ts';
import type { reportViewRequests } from '../../../shared/contract/report-views.ts';
import type { reportRequests } from '../../../shared/contract/reports.ts';
import type { resultRequests } from '../../../shared/contract/results.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { targetRequests } from '../../../shared/contract/targets.ts';
import type { OutcomeNode } from '../../../shared/domain/outcome/outcome.ts';
import type { Context } from '../host/dispatch.ts';
import { reportHandlers, reportViewHandlers } from '../reports/handlers.ts';
import { targetHandlers } from '../targets/handlers.ts';
import { ReportThread } from './report-thread.ts';
import type { Surroundings } from './task.ts';

/** Results per list and template. All of it is made in a thread of its own. */
export function createResults(options: {
  readonly databaseFile: string;
  readonly outcomes: () => readonly OutcomeNode[];
  readonly settings: () => Pick<Settings, 'zone' | 'language' | 'reports' | 'workHours' | 'country'>;
  readonly repositories: Pick<Repositories, 'targets' | 'reportViews' | 'ownFields'>;
  /** Who sits here. */
  readonly me: () => string;
  readonly onTargetsChanged: () => void;
  readonly now: () => number;
}): {
  readonly handlers: Handlers<
    typeof resultRequests &
      typeof reportRequests &
      typeof funnelRequests &
      typeof reportViewRequests &
      typeof targetRequests,
    Context
  >;
  close(): Promise<void>;
} {
  const thread = new ReportThread(options.databaseFile);
  const surroundings = (owners?: ReadonlySet<string>): Surroundings => {
    const { zone, language, reports: thresholds, workHours, country } = options.settings();
    return {
      ...{ zone, language, thresholds, workHours, country, owners },
      ownFields: options.repositories.ownFields.list(),
      ...{ outcomes: options.outcomes(), now: options.now(), me: options.me() },
    };
  };
  const seen = ({ within }: Context) => surroundings(within('results.view'));
  return {
    handlers: {
      ...reportHandlers(thread, surroundings),
      ...reportViewHandlers(options.repositories),
      ...targetHandlers({ ...options, thread, surroundings, onChanged: options.onTargetsChanged }),
      'results.choices': (input) =>
        thread.make({ name: 'results.choices', input, surroundings: surroundings() }),
      'results.calls': (input, asker) =>
        thread.make({ name: 'results.calls', input, surroundings: seen(asker) }),
      'results.script': (input, asker) =>
        thread.make({ name: 'results.script', input, surroundings: seen(asker) }),
      'results.talks': (input, asker) =>
        thread.make({ name: 'results.talks', input, surroundings: seen(asker) }),
      'results.export': (input, { within }) =>
        thread.make({ name: 'results.export', input, surroundings: surroundings(within('results.export')) }),
    },
    close: () => thread.close(),
  };
}
