import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { boundsOfDay, clockIn, dayIn } from './days.ts';

const hours = ({ from, to }: { from: number; to: number }) => (to - from) / 3_600_000;

it('has days of 23 and 25 hours where the clocks change', () => {
  expect(hours(boundsOfDay('2026-03-29', 'Europe/Kyiv'))).toBe(23);
  expect(hours(boundsOfDay('2026-10-25', 'Europe/Kyiv'))).toBe(25);
  expect(hours(boundsOfDay('2026-11-25', 'Europe/Kyiv'))).toBe(24);
});

it('puts each moment into the day that the workplace had', () => {
  const dayOf = dayIn('Europe/Kyiv');
  const { from, to } = boundsOfDay('2026-10-25', 'Europe/Kyiv');
  expect([from - 1, from, to - 1, to, from].map(dayOf)).toEqual([
    '2026-10-24',
    '2026-10-25',
    '2026-10-25',
    '2026-10-26',
    '2026-10-25',
  ]);
});

it('shows what the clock on the wall showed, in any order and around its changes', () => {
  // Half an hour forward, a change at a quarter to an hour of UTC, and one a year that Morocco makes for Ramadan.
  const zones = [
    'Europe/Kyiv',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Africa/Casablanca',
    'Asia/Kolkata',
  ];
  const near = (iso: string) =>
    fc
      .integer({ min: -2 * 3_600_000, max: 2 * 3_600_000 })
      .map((ms) => DateTime.fromISO(iso).toMillis() + ms);
  const moment = fc.oneof(
    fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) }),
    ...['2026-10-25T01:00Z', '2026-04-04T15:00Z', '2026-09-26T14:00Z', '2026-02-15T02:00Z'].map(near),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.array(moment, { minLength: 1, maxLength: 20 }),
      (zone, moments) => {
        const shown = moments.map((at) => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm'));
        expect(moments.map(clockIn(zone))).toEqual(shown);
      },
    ),
    { numRuns: 300 },
  );
});

it('takes UTC for a zone that nobody knows', () => {
  expect(dayIn('Mars/Olympus')(Date.UTC(2026, 10, 2, 23, 59))).toBe('2026-11-02');
  expect(boundsOfDay('2026-11-02', 'Mars/Olympus').from).toBe(Date.UTC(2026, 10, 2));
});
