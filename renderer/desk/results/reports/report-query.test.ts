import { expect, it } from 'vitest';
import { noCounts } from '../../../../shared/domain/reports/counts.ts';
import { loadsOf, peakOf } from './load.ts';
import { isNarrowed, moreChosen, type ReportQuery, reportFilterOf, unnarrowed } from './report-query.ts';
import { weekStart } from './weekdays.ts';

it('asks for whole weeks by the reader, whole months and whole years', () => {
  const days = (period: 'week' | 'month' | 'year' | 'last30', firstOfWeek = 0) =>
    Object.values(reportFilterOf({ period, against: 'before' }, '2028-02-10', firstOfWeek));
  expect(days('month')).toEqual(['2028-02-01', '2028-02-29']);
  expect(days('week')).toEqual(['2028-02-07', '2028-02-13']);
  expect(days('week', 6)).toEqual(['2028-02-06', '2028-02-12']);
  expect(days('year')).toEqual(['2028-01-01', '2028-12-31']);
  expect(days('last30')).toEqual(['2028-01-12', '2028-02-10']);
});

it('takes one chosen day for the first and the last, and leaves out what is not chosen', () => {
  expect(
    reportFilterOf(
      {
        period: 'dates',
        against: 'before',
        firstDay: '2026-11-03',
        direction: 'inbound',
        agentId: undefined,
      },
      '2026-11-27',
      0,
    ),
  ).toEqual({ firstDay: '2026-11-03', lastDay: '2026-11-03', direction: 'inbound' });
});

it('knows what a period is compared with, and what narrows it', () => {
  const query: ReportQuery = {
    period: 'lastMonth',
    against: 'yearBefore',
    region: 'Kyiv',
    columns: ['lost'],
  };
  expect(reportFilterOf(query, '2028-03-31', 0)).toEqual({
    ...{ firstDay: '2028-02-01', lastDay: '2028-02-29', region: 'Kyiv' },
    against: { firstDay: '2027-02-01', lastDay: '2027-02-28' },
  });
  const days = { against: 'dates', againstLastDay: '2025-05-05' } as const;
  expect(reportFilterOf({ ...query, ...days }, '2028-03-31', 0).against).toEqual({
    ...{ firstDay: '2025-05-05', lastDay: '2025-05-05' },
  });
  expect([moreChosen(query), isNarrowed(query), isNarrowed(unnarrowed(query))]).toEqual([1, true, false]);
  expect(unnarrowed(query)).toEqual({ period: 'lastMonth', against: 'yearBefore', columns: ['lost'] });
});

it('knows where weeks begin', () => {
  expect(['uk-UA', 'ru-RU', 'en-GB', 'en-US', 'not a locale'].map((locale) => weekStart(locale))).toEqual([
    0, 0, 0, 6, 0,
  ]);
});

it('reckons the load of an hour by how often it came', () => {
  const perHour = Array.from({ length: 168 }, () => noCounts());
  perHour[9] = { ...noCounts(), offered: 40, answered: 20, inboundWorkMs: 20 * 180_000 };
  perHour[24 + 9] = { ...noCounts(), offered: 10 };
  const total = { ...noCounts(), answered: 20, inboundWorkMs: 20 * 180_000 };
  const loads = loadsOf({ perHour, total, weekdays: [4, 5, 4, 4, 4, 4, 5] } as never);
  expect(loads[9]).toEqual({ weekday: 0, hour: 9, calls: 10, workMs: 180_000 });
  expect(loads[33]).toEqual({ weekday: 1, hour: 9, calls: 2, workMs: 180_000 });
  expect(peakOf(loads)).toBe(loads[9]);
  expect(peakOf([]).calls).toBe(0);
});
