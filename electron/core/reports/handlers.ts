import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { funnelRequests } from '../../../shared/contract/funnel.ts';
import type { reportViewRequests } from '../../../shared/contract/report-views.ts';
import type { reportRequests } from '../../../shared/contract/reports.ts';
import type { Context } from '../host/dispatch.ts';
import type { ReportThread } from '../results/report-thread.ts';
import type { Surroundings } from '../results/task.ts';

/** Reports as people set them up; the names of others' views are there for everybody who may see reports. */
export function reportViewHandlers({
  reportViews,
}: Pick<Repositories, 'reportViews'>): Handlers<typeof reportViewRequests, Context> {
  return {
    'reportViews.list': () => reportViews.list(),
    'reportViews.save': ({ shared, ...view }) => reportViews.save({ ...view, shared: shared === true }),
    'reportViews.remove': ({ id }) => reportViews.remove(id),
  };
}

/** The supervisor's figures, made in the thread of the reports. */
export function reportHandlers(
  thread: Pick<ReportThread, 'make'>,
  surroundings: (owners?: ReadonlySet<string>) => Surroundings,
): Handlers<typeof reportRequests & typeof funnelRequests, Context> {
  return {
    'reports.figures': (input, { within }) =>
      thread.make({ name: 'reports.figures', input, surroundings: surroundings(within('results.view')) }),
    'funnel.figures': (input, { within }) =>
      thread.make({ name: 'funnel.figures', input, surroundings: surroundings(within('results.view')) }),
    'funnel.customers': (input, { within }) =>
      thread.make({ name: 'funnel.customers', input, surroundings: surroundings(within('results.view')) }),
    'reports.calls': (input, { within }) =>
      thread.make({ name: 'reports.calls', input, surroundings: surroundings(within('results.view')) }),
    'reports.export': (input, { within }) =>
      thread.make({ name: 'reports.export', input, surroundings: surroundings(within('results.export')) }),
  };
}
