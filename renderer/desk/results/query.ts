import type { ResultsFilter } from '../../../shared/contract/results.ts';

export const PERIODS = [
  'today',
  'yesterday',
  'week',
  'month',
  'lastMonth',
  'last30',
  'all',
  'dates',
] as const;
export type Period = (typeof PERIODS)[number];

/** What is asked on the screen; days are `yyyy-mm-dd` at the workplace. */
export interface ResultsQuery {
  readonly campaignId?: string | undefined;
  readonly scriptId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly direction?: 'outbound' | 'inbound' | undefined;
  readonly period: Period;
  /** Of the period `dates`; an open end is allowed. */
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
}

/** Where the screen was opened from: a list and a template are shown as a whole. */
export function queryFor(start: { readonly campaignId?: string; readonly scriptId?: string }): ResultsQuery {
  const whole = start.campaignId !== undefined || start.scriptId !== undefined;
  return whole ? { ...start, period: 'all' } : { direction: 'outbound', period: 'last30' };
}

const DAY_MS = 86_400_000;

/** Calendar arithmetic, free of zones. */
const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** `yyyy-mm-dd` of now in a zone; the computer's own where none is set. */
export const todayIn = (zone: string | undefined, now = Date.now()): string =>
  new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(now);

/** The first and the last day of a period, both included. */
export function daysOf(
  { period, firstDay, lastDay }: Pick<ResultsQuery, 'period' | 'firstDay' | 'lastDay'>,
  today: string,
): { readonly firstDay?: string; readonly lastDay?: string } {
  switch (period) {
    case 'today':
      return { firstDay: today, lastDay: today };
    case 'yesterday':
      return { firstDay: shifted(today, -1), lastDay: shifted(today, -1) };
    case 'week': {
      // 1970-01-01 was a Thursday; weeks begin on Monday.
      const sinceMonday = (Date.parse(`${today}T00:00:00Z`) / DAY_MS + 3) % 7;
      return { firstDay: shifted(today, -sinceMonday), lastDay: today };
    }
    case 'month':
      return { firstDay: `${today.slice(0, 8)}01`, lastDay: today };
    case 'lastMonth': {
      const last = shifted(`${today.slice(0, 8)}01`, -1);
      return { firstDay: `${last.slice(0, 8)}01`, lastDay: last };
    }
    case 'last30':
      return { firstDay: shifted(today, -29), lastDay: today };
    case 'all':
      return {};
    case 'dates':
      return { ...(firstDay ? { firstDay } : {}), ...(lastDay ? { lastDay } : {}) };
  }
}

export function filterOf(query: ResultsQuery, today: string): ResultsFilter {
  const { campaignId, scriptId, agentId, direction } = query;
  const given = Object.entries({ campaignId, scriptId, agentId, direction }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...Object.fromEntries(given), ...daysOf(query, today) };
}
