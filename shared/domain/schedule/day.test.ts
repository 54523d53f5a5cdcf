import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daySpan, daysBetween, knownZone, wallClock } from './day.ts';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
/** Both hemispheres, changes at midnight, half an hour, none at all, and both sides of the date line. */
const ZONES = [
  'Europe/Berlin',
  'Europe/Kyiv',
  'Europe/Moscow',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Honolulu',
];
const zone = fc.constantFrom(...ZONES);
const moment = fc.integer({ min: at('2024-01-01T00:00Z'), max: at('2032-01-01T00:00Z') });
const day = moment.map((ms) => new Date(ms).toISOString().slice(0, 10));
const time = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);

describe('a day', () => {
  it('has 23, 24 or 25 hours', () => {
    const hours = (date: string, where: string) => {
      const { from, to } = daySpan(date, where);
      return (to - from) / HOUR;
    };
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-10-25', 'Europe/Moscow')).toBe(24);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
  });

  it('begins at one o’clock where the clocks jump over midnight', () => {
    expect(daySpan('2026-04-24', 'Africa/Cairo').from).toBe(at('2026-04-24T01:00:00+03:00'));
  });

  it('is nothing where the date line took it', () => {
    const { from, to } = daySpan('2011-12-30', 'Pacific/Apia');
    expect(to - from).toBe(0);
  });

  it('holds each moment of it, and they follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(moment, zone, (ms, where) => {
        const date = dayOf(ms, where);
        const { from, to } = daySpan(date, where);
        expect(from).toBeLessThanOrEqual(ms);
        expect(ms).toBeLessThan(to);
        expect(daySpan(addDays(date, 1), where).from).toBe(to);
      }),
    );
  });

  it('is counted on the calendar, not in hours', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (date, n) => {
        expect(daysBetween(date, addDays(date, n))).toBe(n);
      }),
    );
  });
});

describe('a wall clock', () => {
  it('is later by the jump when the clocks leave it out', () => {
    expect(wallClock('2026-03-29', '02:30', 'Europe/Berlin')).toBe(at('2026-03-29T03:30:00+02:00'));
    expect(wallClock('2026-03-08', '02:00', 'America/New_York')).toBe(at('2026-03-08T03:00:00-04:00'));
  });

  it('means the first time when the clocks show it twice', () => {
    expect(wallClock('2026-10-25', '02:30', 'Europe/Berlin')).toBe(at('2026-10-25T02:30:00+02:00'));
    expect(wallClock('2026-11-01', '01:15', 'America/New_York')).toBe(at('2026-11-01T01:15:00-04:00'));
  });

  it('shows what was asked, or a moment after a gap; the first such moment', () => {
    fc.assert(
      fc.property(day, time, zone, (date, clock, where) => {
        const found = wallClock(date, clock, where);
        const shown = DateTime.fromMillis(found, { zone: where });
        if (shown.toFormat("yyyy-MM-dd'T'HH:mm") === `${date}T${clock}`) {
          const hourBefore = shown.minus({ hours: 1 }).toFormat("yyyy-MM-dd'T'HH:mm");
          expect(hourBefore).not.toBe(`${date}T${clock}`);
        } else {
          expect(shown.offset).toBeGreaterThan(shown.minus({ hours: 3 }).offset);
        }
      }),
    );
  });

  it('is meant by world time where this machine does not know the zone', () => {
    expect(knownZone('Nowhere/Land')).toBe('utc');
    expect(wallClock('2026-05-01', '10:00', 'Nowhere/Land')).toBe(at('2026-05-01T10:00Z'));
  });
});
