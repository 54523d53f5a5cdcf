import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../../shared/contract/contacts.ts';
import { dayOf } from '../../../shared/domain/schedule/day.ts';
import { daysOf, entryOf, momentOf, movedBy, spanOf } from './plan-model.ts';

const ZONE = 'Europe/Kyiv';
const at = (iso: string) => Date.parse(iso);
const task = (fields: Partial<Task>): Task => ({
  id: 'one',
  version: 1,
  title: 'Call',
  dueAt: at('2026-11-24T10:00:00+02:00'),
  zone: ZONE,
  minutes: 10,
  state: 'open',
  postponements: 0,
  ...fields,
});

describe('an entry', () => {
  it('stands at the workplace’s wall clock, long enough to be taken hold of', () => {
    expect(entryOf(task({ contactName: 'Anna' }), ZONE)).toMatchObject({
      title: 'Anna: Call',
      start: '2026-11-24 10:00:00',
      end: '2026-11-24 10:30:00',
    });
    expect(entryOf(task({ minutes: 90 }), ZONE).end).toBe('2026-11-24 11:30:00');
  });

  it('never crosses midnight', () => {
    const late = task({ dueAt: at('2026-11-24T23:50:00+02:00'), minutes: 60 });
    expect(entryOf(late, ZONE)).toMatchObject({ start: '2026-11-24 23:50:00', end: '2026-11-24 23:59:59' });
  });

  it('that is put where it stands is at its moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), (minute) => {
        const dueAt = at('2025-01-01T00:00:00Z') + minute * 60_000;
        const back = momentOf(entryOf(task({ dueAt }), ZONE).start, ZONE);
        // In the hour that comes twice, its first time is taken.
        expect([dueAt, dueAt - 3_600_000]).toContain(back);
        expect(dayOf(back, ZONE)).toBe(dayOf(dueAt, ZONE));
      }),
    );
  });
});

describe('the days of a view', () => {
  it('are one, or the week from Monday', () => {
    expect(daysOf('day', '2026-11-29')).toEqual(['2026-11-29']);
    expect([daysOf('week', '2026-11-29')[0], daysOf('week', '2026-11-29')[6]]).toEqual([
      '2026-11-23',
      '2026-11-29',
    ]);
    expect(daysOf('week', '2026-11-23')[0]).toBe('2026-11-23');
  });

  it('are a span of 167 hours in the week that loses one', () => {
    const { from, to } = spanOf(daysOf('week', '2026-03-25'), ZONE);
    expect((to - from) / 3_600_000).toBe(167);
  });
});

describe('a move by keys', () => {
  it('is a quarter of an hour, or the same wall clock of the next day, also over a change of clocks', () => {
    const before = at('2026-10-24T10:00:00+03:00');
    expect(movedBy('earlier', before, ZONE)).toBe(before - 900_000);
    expect(movedBy('dayAfter', before, ZONE)).toBe(at('2026-10-25T10:00:00+02:00'));
    expect(movedBy('dayBefore', at('2026-10-25T10:00:00+02:00'), ZONE)).toBe(before);
  });
});
