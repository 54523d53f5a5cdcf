import type { ReportFilter } from '../../../../shared/contract/reports.ts';
import { spanAround } from '../../../../shared/domain/reports/calendar.ts';
import { daysOf, type Period } from '../query.ts';
import { weekStart } from './weekdays.ts';

export const REPORT_PERIODS = [
  'today',
  'yesterday',
  'week',
  'month',
  'lastMonth',
  'last30',
  'year',
  'dates',
] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** What is asked on the screen; days are `yyyy-mm-dd` at the workplace. */
export interface ReportQuery extends Omit<ReportFilter, 'firstDay' | 'lastDay'> {
  readonly period: ReportPeriod;
  /** Of the period `dates`. */
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
}

/** A month and a year are shown whole, so that they are compared with the whole one before. */
export function reportFilterOf(query: ReportQuery, today: string, firstOfWeek = weekStart()): ReportFilter {
  const { period, firstDay, lastDay, ...narrowed } = query;
  const given = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined));
  return { ...given, ...reportDays({ period, firstDay, lastDay }, today, firstOfWeek) };
}

function reportDays(
  { period, firstDay, lastDay }: Pick<ReportQuery, 'period' | 'firstDay' | 'lastDay'>,
  today: string,
  firstOfWeek: number,
): Pick<ReportFilter, 'firstDay' | 'lastDay'> {
  switch (period) {
    case 'week':
      return spanAround(today, 'week', firstOfWeek);
    case 'month':
      return spanAround(today, 'month', firstOfWeek);
    case 'year':
      return { firstDay: `${today.slice(0, 4)}-01-01`, lastDay: `${today.slice(0, 4)}-12-31` };
    case 'dates': {
      const first = firstDay ?? lastDay ?? today;
      return { firstDay: first, lastDay: lastDay ?? first };
    }
    default: {
      const days = daysOf({ period: period satisfies Period }, today);
      return { firstDay: days.firstDay ?? today, lastDay: days.lastDay ?? today };
    }
  }
}
