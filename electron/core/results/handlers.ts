import type { Handlers } from '../../../shared/contract/define.ts';
import type { reportRequests } from '../../../shared/contract/reports.ts';
import type { resultRequests } from '../../../shared/contract/results.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { OutcomeNode } from '../../../shared/domain/outcome/outcome.ts';
import type { Context } from '../host/dispatch.ts';
import { reportHandlers } from '../reports/handlers.ts';
import { ReportThread } from './report-thread.ts';
import type { Surroundings } from './task.ts';

/** Results per list and template. All of it is made in a thread of its own. */
export function createResults(options: {
  readonly databaseFile: string;
  readonly outcomes: () => readonly OutcomeNode[];
  readonly settings: () => Pick<Settings, 'zone' | 'language' | 'reports'>;
  readonly now: () => number;
}): {
  readonly handlers: Handlers<typeof resultRequests & typeof reportRequests, Context>;
  close(): Promise<void>;
} {
  const thread = new ReportThread(options.databaseFile);
  const surroundings = (owners?: ReadonlySet<string>): Surroundings => {
    const { zone, language, reports: thresholds } = options.settings();
    return { zone, language, thresholds, outcomes: options.outcomes(), now: options.now(), owners };
  };
  const seen = ({ within }: Context) => surroundings(within('results.view'));
  return {
    handlers: {
      ...reportHandlers(thread, surroundings),
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
