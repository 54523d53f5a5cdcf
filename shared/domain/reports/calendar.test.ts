import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { momentsOf, offsetsIn, previousPeriod, spanAround, weekdaysIn, yearBefore } from './calendar.ts';

const HOUR = 3_600_000;

it('has days of 23 and 25 hours, and a leap day', () => {
  const hours = (day: string, zone: string) => {
    const { from, to } = momentsOf({ firstDay: day, lastDay: day }, zone);
    return (to - from) / HOUR;
  };
  expect(hours('2026-03-29', 'Europe/Kyiv')).toBe(23);
  expect(hours('2026-10-25', 'Europe/Kyiv')).toBe(25);
  expect(hours('2028-02-29', 'Europe/Kyiv')).toBe(24);
  // Clocks went forward at midnight: that day began at one.
  expect(hours('2022-03-27', 'Asia/Beirut')).toBe(23);
  const year = momentsOf({ firstDay: '2028-01-01', lastDay: '2028-12-31' }, 'UTC');
  expect((year.to - year.from) / HOUR / 24).toBe(366);
});

it('knows each moment’s offset, also where clocks are changed and where they stand at odd quarters', () => {
  const zones = fc.constantFrom('Europe/Kyiv', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const times = fc.array(fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2029, 0) }), { maxLength: 30 });
  fc.assert(
    fc.property(zones, times, (zone, moments) => {
      const offset = offsetsIn(zone);
      for (const at of moments) expect(offset(at)).toBe(DateTime.fromMillis(at, { zone }).offset);
    }),
    { numRuns: 60 },
  );
});

it('compares a whole month with the month before, and other periods with as many days', () => {
  const before = (firstDay: string, lastDay: string) => Object.values(previousPeriod({ firstDay, lastDay }));
  expect(before('2028-03-01', '2028-03-31')).toEqual(['2028-02-01', '2028-02-29']);
  expect(before('2028-01-01', '2028-12-31')).toEqual(['2027-01-01', '2027-12-31']);
  expect(before('2026-11-10', '2026-11-12')).toEqual(['2026-11-07', '2026-11-09']);
  expect(before('2026-03-01', '2026-03-01')).toEqual(['2026-02-28', '2026-02-28']);
});

it('finds the same days of the year before, ends of months included', () => {
  const before = (firstDay: string, lastDay: string) => Object.values(yearBefore({ firstDay, lastDay }));
  expect(before('2028-02-01', '2028-02-29')).toEqual(['2027-02-01', '2027-02-28']);
  expect(before('2029-02-01', '2029-02-28')).toEqual(['2028-02-01', '2028-02-29']);
  expect(before('2028-02-29', '2028-03-05')).toEqual(['2027-02-28', '2027-03-05']);
  expect(before('2026-11-01', '2026-11-30')).toEqual(['2025-11-01', '2025-11-30']);
});

it('begins weeks where the reader’s do', () => {
  // 2026-11-29 is a Sunday.
  expect(spanAround('2026-11-29', 'week', 0)).toEqual({ firstDay: '2026-11-23', lastDay: '2026-11-29' });
  expect(spanAround('2026-11-29', 'week', 6)).toEqual({ firstDay: '2026-11-29', lastDay: '2026-12-05' });
  expect(spanAround('2028-02-10', 'month', 0)).toEqual({ firstDay: '2028-02-01', lastDay: '2028-02-29' });
  expect(spanAround('2028-02-10', 'day', 0)).toEqual({ firstDay: '2028-02-10', lastDay: '2028-02-10' });
  expect(weekdaysIn({ firstDay: '2026-11-01', lastDay: '2026-11-30' })).toEqual([5, 4, 4, 4, 4, 4, 5]);
});
