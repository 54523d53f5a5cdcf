import type { ReportViewBody } from '../../../../shared/contract/report-views.ts';
import type { ReportFilter } from '../../../../shared/contract/reports.ts';
import { yearBefore } from '../../../../shared/domain/reports/calendar.ts';
import { daysOfPeriod } from '../../../../shared/domain/reports/period.ts';
import { weekStart } from './weekdays.ts';

/** What is asked on the screen and how it is shown: the same that a view keeps. */
export type ReportQuery = ReportViewBody;
export const THIS_MONTH: ReportQuery = { period: 'month', against: 'before' };

/** A month and a year are shown whole, so that they are compared with the whole one before. */
export function reportFilterOf(query: ReportQuery, today: string, firstOfWeek = weekStart()): ReportFilter {
  const { direction, agentId, lineId, campaignId, outcome, channel, region, own, ownDimension } = query;
  const narrowed = { direction, agentId, lineId, campaignId, outcome, channel, region, own, ownDimension };
  const given = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined));
  const days = daysOfPeriod(query.period, { ...query, today, weekStart: firstOfWeek });
  const against = againstOf(query, days);
  return { ...given, ...days, ...(against === undefined ? {} : { against }) };
}

/** Undefined: the period before, which the core finds. */
function againstOf(
  { against, againstFirstDay, againstLastDay }: ReportQuery,
  days: { readonly firstDay: string; readonly lastDay: string },
): ReportFilter['against'] {
  const first = againstFirstDay ?? againstLastDay;
  switch (against) {
    case 'before':
      return undefined;
    case 'yearBefore':
      return yearBefore(days);
    case 'dates':
      return first === undefined ? undefined : { firstDay: first, lastDay: againstLastDay ?? first };
  }
}

/** Of those behind "more filters". */
export const moreChosen = ({ outcome, channel, region, direction, own = [] }: ReportQuery): number =>
  [outcome, channel, region, direction].filter((value) => value !== undefined).length + own.length;

export const isNarrowed = (query: ReportQuery): boolean =>
  moreChosen(query) > 0 ||
  [query.agentId, query.lineId, query.campaignId].some((value) => value !== undefined);

export const unnarrowed = (query: ReportQuery): ReportQuery => {
  const { agentId, lineId, campaignId, outcome, channel, region, direction, own, ...rest } = query;
  return rest;
};
