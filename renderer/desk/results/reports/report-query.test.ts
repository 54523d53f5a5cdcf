import { expect, it } from 'vitest';
import { noCounts } from '../../../../shared/domain/reports/counts.ts';
import { loadsOf, peakOf } from './load.ts';
import { reportFilterOf } from './report-query.ts';
import { weekStart } from './weekdays.ts';

it('asks for whole weeks by the reader, whole months and whole years', () => {
  const days = (period: 'week' | 'month' | 'year' | 'last30', firstOfWeek = 0) =>
    Object.values(reportFilterOf({ period }, '2028-02-10', firstOfWeek));
  expect(days('month')).toEqual(['2028-02-01', '2028-02-29']);
  expect(days('week')).toEqual(['2028-02-07', '2028-02-13']);
  expect(days('week', 6)).toEqual(['2028-02-06', '2028-02-12']);
  expect(days('year')).toEqual(['2028-01-01', '2028-12-31']);
  expect(days('last30')).toEqual(['2028-01-12', '2028-02-10']);
});

it('takes one chosen day for the first and the last, and leaves out what is not chosen', () => {
  expect(
    reportFilterOf(
      { period: 'dates', firstDay: '2026-11-03', direction: 'inbound', agentId: undefined },
      '2026-11-27',
      0,
    ),
  ).toEqual({ firstDay: '2026-11-03', lastDay: '2026-11-03', direction: 'inbound' });
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
