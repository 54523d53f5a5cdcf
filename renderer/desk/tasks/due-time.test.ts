import { describe, expect, it } from 'vitest';
import type { Task } from '../../../shared/contract/contacts.ts';
import {
  customerTime,
  dayTitle,
  fromWallClock,
  groupByDay,
  lateness,
  placeOf,
  putOffTo,
  toWallClock,
  unanswered,
} from './due-time.ts';

const MOSCOW = 'Europe/Moscow';
const at = (iso: string): number => Date.parse(iso);
/** Tuesday noon in Moscow. */
const NOW = at('2026-11-24T12:00:00+03:00');

let serial = 0;
const task = (dueAt: number, change: Partial<Task> = {}): Task => ({
  id: `task-${++serial}`,
  version: 1,
  title: 'Call back',
  dueAt,
  zone: MOSCOW,
  minutes: 10,
  state: 'open',
  postponements: 0,
  ...change,
});

describe('groupByDay', () => {
  it('cuts the days by the workplace clock and sorts by time', () => {
    const late = task(NOW - 1);
    const tonight = task(at('2026-11-24T23:59:00+03:00'));
    const soon = task(NOW + 60_000);
    const midnight = task(at('2026-11-25T00:00:00+03:00'));
    const after = task(at('2026-11-26T00:00:00+03:00'));
    const groups = groupByDay([after, midnight, tonight, soon, late], NOW, MOSCOW);
    expect(groups).toEqual({ overdue: [late], today: [soon, tonight], tomorrow: [midnight], later: [after] });
  });

  it('counts what is due this very moment as waiting, and leaves out what is done', () => {
    const due = task(NOW);
    expect(groupByDay([due, task(NOW, { state: 'done' })], NOW, MOSCOW).overdue).toEqual([due]);
  });

  it('keeps a day of 25 hours one day', () => {
    // Berlin puts its clocks back in the night to 25 October 2026.
    const zone = 'Europe/Berlin';
    const morning = at('2026-10-25T00:30:00+02:00');
    const evening = task(at('2026-10-25T23:30:00+01:00'));
    expect(groupByDay([evening], morning, zone).today).toEqual([evening]);
  });
});

describe('putOffTo', () => {
  it('means minutes, an hour, and ten in the morning', () => {
    expect(putOffTo('tenMinutes', NOW, MOSCOW)).toBe(NOW + 600_000);
    expect(putOffTo('hour', NOW, MOSCOW)).toBe(NOW + 3_600_000);
    expect(putOffTo('tomorrow', NOW, MOSCOW)).toBe(at('2026-11-25T10:00:00+03:00'));
  });

  it('keeps ten o’clock over a change of clocks', () => {
    const before = at('2026-10-24T15:00:00+02:00');
    expect(putOffTo('tomorrow', before, 'Europe/Berlin')).toBe(at('2026-10-25T10:00:00+01:00'));
  });
});

describe('the customer’s clock', () => {
  it('is told only where it differs at that moment', () => {
    expect(customerTime(task(NOW, { zone: 'Europe/Samara' }), MOSCOW)).toBe('13:00');
    expect(customerTime(task(NOW, { zone: 'Europe/Minsk' }), MOSCOW)).toBeUndefined();
    expect(customerTime(task(NOW, { zone: 'Nowhere/Land' }), MOSCOW)).toBeUndefined();
  });

  it('names the place without the word for time', () => {
    expect(placeOf('Europe/Kyiv', 'en', NOW)).toBe('Ukraine');
    expect(placeOf('Europe/Kyiv', 'ru', NOW)).toBe('Украина');
    expect(placeOf('Europe/Kyiv', 'uk', NOW)).toBe('Україна');
  });
});

describe('wall clocks', () => {
  it('come back as they went', () => {
    expect(toWallClock(NOW, MOSCOW)).toEqual({ date: '2026-11-24', time: '12:00' });
    expect(fromWallClock({ date: '2026-11-24', time: '12:00' }, MOSCOW)).toBe(NOW);
  });

  it('are nothing while a part is missing', () => {
    expect(fromWallClock({ date: '', time: '12:00' }, MOSCOW)).toBeUndefined();
    expect(fromWallClock({ date: '2026-11-24', time: '' }, MOSCOW)).toBeUndefined();
    expect(fromWallClock({ date: '2026-02-31', time: '10:00' }, MOSCOW)).toBeUndefined();
  });
});

describe('dayTitle', () => {
  it('is a day in words, begun with a capital', () => {
    expect(dayTitle(NOW, { zone: MOSCOW, language: 'en' })).toBe('Tuesday 24 November');
    expect(dayTitle(NOW, { zone: MOSCOW, language: 'ru' })).toBe('Вторник, 24 ноября');
  });
});

describe('lateness', () => {
  it('uses the largest unit of which there is one', () => {
    const minutes = (count: number) => lateness(NOW - count * 60_000, NOW);
    expect(minutes(0)).toEqual({ unit: 'minutes', count: 0 });
    expect(minutes(59)).toEqual({ unit: 'minutes', count: 59 });
    expect(minutes(119)).toEqual({ unit: 'hours', count: 1 });
    expect(minutes(49 * 60)).toEqual({ unit: 'days', count: 2 });
  });
});

describe('unanswered', () => {
  it('shows again after a reload what rang in this shift and was left alone', () => {
    const rang = task(NOW - 60_000, { rangAt: NOW - 59_000 });
    const yesterday = task(NOW - 86_400_000, { rangAt: NOW - 86_400_000 });
    const putOff = task(NOW + 60_000, { rangAt: NOW - 120_000 });
    const silent = task(NOW - 60_000);
    // The list may have been read the moment before the ring was written into it.
    expect(unanswered([silent], new Set([silent.id]), NOW)).toEqual([silent]);
    expect(unanswered([rang, yesterday, putOff, silent], new Set(), NOW)).toEqual([rang]);
  });
});
