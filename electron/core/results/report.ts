import { type FunnelSources, funnelCustomers, funnelFigures } from '../funnel/funnel.ts';
import { exportReport } from '../reports/export.ts';
import { callsBehind, reportFigures } from '../reports/figures.ts';
import { ownTargets, type TargetSources, targetStanding } from '../targets/standing.ts';
import { exportResults } from './export/export.ts';
import { resultsOfCalls } from './of-calls.ts';
import { resultsOfScript } from './of-script.ts';
import { talksBehind } from './talks.ts';
import type { Report, ResultsTask } from './task.ts';

export type ReportSources = TargetSources & FunnelSources;

/** Makes one report. @throws Failure `exportTooLarge` */
export function report(sources: ReportSources, task: ResultsTask): Report | Promise<Report> {
  const { reader, blocks } = sources;
  switch (task.name) {
    case 'results.choices':
      return { campaigns: reader.campaigns(), scripts: reader.scripts(), agents: reader.agents() };
    case 'results.calls':
      return resultsOfCalls(reader, task.input, task.surroundings);
    case 'results.script':
      return resultsOfScript(reader, task.input, task.surroundings);
    case 'results.talks':
      return talksBehind(reader, task.input, task.surroundings);
    case 'results.export':
      return exportResults(reader, task.input, task.surroundings);
    case 'reports.figures':
      return blocks.atOnce(() => reportFigures(blocks, reader, task.input, task.surroundings));
    case 'reports.calls':
      return blocks.atOnce(() => callsBehind(blocks, reader, task.input, task.surroundings));
    case 'targets.standing':
      return targetStanding(sources, task.input, task.surroundings);
    case 'targets.own':
      return ownTargets(sources, task.surroundings);
    case 'funnel.figures':
      return blocks.atOnce(() => funnelFigures(sources, task.input, task.surroundings));
    case 'funnel.customers':
      return blocks.atOnce(() => funnelCustomers(sources, task.input, task.surroundings));
    case 'reports.export':
      return exportReport(
        blocks.atOnce(() => reportFigures(blocks, reader, task.input, task.surroundings)),
        task.input,
        task.surroundings,
      );
  }
}
