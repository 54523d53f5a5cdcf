import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWorkingMinutes, type WorkWeek, workingMs } from './working-time.ts';

const DAY = { from: 9 * 60, to: 18 * 60 };
const WEEK: WorkWeek = [DAY, DAY, DAY, DAY, DAY, null, null];
const MOSCOW = 'Europe/Moscow';
const at = (text: string) => Date.parse(text);
const passed = (from: string, minutes: number, week = WEEK, zone = MOSCOW) =>
  new Date(afterWorkingMinutes(at(from), minutes, week, zone)).toISOString().slice(0, 16);

describe('working minutes', () => {
  it('pass as minutes while the firm works', () => {
    expect(passed('2026-11-24T10:00+03:00', 30)).toBe('2026-11-24T07:30');
    expect(passed('2026-11-24T17:30+03:00', 30)).toBe('2026-11-24T15:00');
  });

  it('wait for the morning, and over the weekend', () => {
    expect(passed('2026-11-24T17:50+03:00', 30)).toBe('2026-11-25T06:20');
    expect(passed('2026-11-24T03:00+03:00', 30)).toBe('2026-11-24T06:30');
    expect(passed('2026-11-27T17:50+03:00', 30)).toBe('2026-11-30T06:20');
    expect(passed('2026-11-28T12:00+03:00', 60)).toBe('2026-11-30T07:00');
  });

  it('are minutes of the clock where nobody works, and where everybody always does', () => {
    expect(passed('2026-11-28T12:00+03:00', 60, [])).toBe('2026-11-28T10:00');
    const always = Array.from({ length: 7 }, () => ({ from: 0, to: 1440 }));
    expect(passed('2026-11-28T23:30+03:00', 60, always)).toBe('2026-11-28T21:30');
  });

  it('keep to the clocks of the zone when these change', () => {
    // Kyiv goes back an hour in the night to 25 October 2026, a Sunday.
    const nights = Array.from({ length: 7 }, () => ({ from: 0, to: 8 * 60 }));
    expect(passed('2026-10-25T00:00+03:00', 9 * 60, nights, 'Europe/Kyiv')).toBe('2026-10-25T06:00');
    expect(passed('2026-10-25T00:00+03:00', 9 * 60 + 1, nights, 'Europe/Kyiv')).toBe('2026-10-25T22:01');
  });

  it('never lie before, and more minutes are never earlier', () => {
    const hours = fc.option(
      fc
        .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
        .filter(([from, to]) => from < to)
        .map(([from, to]) => ({ from, to })),
    );
    fc.assert(
      fc.property(
        fc.array(hours, { minLength: 7, maxLength: 7 }),
        fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom('UTC', 'Europe/Kyiv', 'America/St_Johns'),
        (week, from, minutes, zone) => {
          const due = afterWorkingMinutes(from, minutes, week, zone);
          expect(due).toBeGreaterThanOrEqual(from + minutes * 60_000);
          expect(afterWorkingMinutes(from, minutes + 1, week, zone)).toBeGreaterThan(due);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('working time', () => {
  const HOUR = 3_600_000;
  const hours = (from: string, to: string, holidays: string[] = [], zone = MOSCOW, week = WEEK) =>
    workingMs({ from: at(from), to: at(to) }, week, zone, new Set(holidays)) / HOUR;

  it('is that of the days between, less what has passed, without weekends and holidays', () => {
    // Friday from 16:00: two hours; Saturday and Sunday none; Monday nine; Tuesday until noon three.
    expect(hours('2026-11-27T16:00+03:00', '2026-12-01T12:00+03:00')).toBe(14);
    expect(hours('2026-11-27T16:00+03:00', '2026-12-01T12:00+03:00', ['2026-11-30'])).toBe(5);
    expect(hours('2026-11-28T00:00+03:00', '2026-11-29T23:00+03:00')).toBe(0);
    expect(hours('2026-11-27T12:00+03:00', '2026-11-27T11:00+03:00')).toBe(0);
  });

  it('has the hour more and the hour less of the nights on which clocks change', () => {
    const nights = Array.from({ length: 7 }, () => ({ from: 0, to: 8 * 60 }));
    expect(hours('2026-10-25T00:00+03:00', '2026-10-25T12:00+02:00', [], 'Europe/Kyiv', nights)).toBe(9);
    expect(hours('2026-03-29T00:00+02:00', '2026-03-29T12:00+03:00', [], 'Europe/Kyiv', nights)).toBe(7);
  });

  it('is what `afterWorkingMinutes` counts', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2026-12-31T00:00Z') });
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 5000 }), (from, minutes) => {
        const to = afterWorkingMinutes(from, minutes, WEEK, MOSCOW);
        expect(workingMs({ from, to }, WEEK, MOSCOW)).toBe(minutes * 60_000);
      }),
      { numRuns: 100 },
    );
  });
});
