import { dayOfNumber, numberOfDay, type Period, spanAround } from './calendar.ts';

/** Periods as people call them; which days they mean depends on today. */
export const REPORT_PERIODS = [
  'today',
  'yesterday',
  'week',
  'lastWeek',
  'month',
  'lastMonth',
  'last30',
  'quarter',
  'year',
  'lastYear',
  'dates',
] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** Days that somebody chose; one of them is enough. */
export interface ChosenDays {
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
}

/**
 * The days of a period, today's whole week, month, quarter or year included to its end, so that it is compared with a whole one.
 *
 * @param weekStart 0 (Monday) to 6, by the reader's locale
 */
export function daysOfPeriod(
  period: ReportPeriod,
  {
    today,
    weekStart,
    firstDay,
    lastDay,
  }: ChosenDays & { readonly today: string; readonly weekStart: number },
): Period {
  const back = (days: number) => dayOfNumber(numberOfDay(today) - days);
  const year = Number(today.slice(0, 4));
  switch (period) {
    case 'today':
      return { firstDay: today, lastDay: today };
    case 'yesterday':
      return { firstDay: back(1), lastDay: back(1) };
    case 'week':
      return spanAround(today, 'week', weekStart);
    case 'lastWeek':
      return spanAround(back(7), 'week', weekStart);
    case 'month':
      return spanAround(today, 'month', weekStart);
    case 'lastMonth':
      return spanAround(dayOfNumber(numberOfDay(`${today.slice(0, 8)}01`) - 1), 'month', weekStart);
    case 'last30':
      return { firstDay: back(29), lastDay: today };
    case 'quarter': {
      const first = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1;
      const month = (n: number) => `${year}-${String(n).padStart(2, '0')}-01`;
      return { firstDay: month(first), lastDay: spanAround(month(first + 2), 'month', weekStart).lastDay };
    }
    case 'year':
      return { firstDay: `${year}-01-01`, lastDay: `${year}-12-31` };
    case 'lastYear':
      return { firstDay: `${year - 1}-01-01`, lastDay: `${year - 1}-12-31` };
    case 'dates': {
      const first = firstDay ?? lastDay ?? today;
      return { firstDay: first, lastDay: lastDay ?? first };
    }
  }
}
