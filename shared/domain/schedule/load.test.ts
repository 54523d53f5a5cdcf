import { describe, expect, it } from 'vitest';
import { dayLoads } from './load.ts';

const at = (iso: string): number => Date.parse(iso);
const BERLIN = { zone: 'Europe/Berlin', limit: 6 };

describe('the load of a day', () => {
  it('is over at the seventh of six', () => {
    const promises = (count: number) =>
      Array.from({ length: count }, () => ({ dueAt: at('2026-11-24T10:00:00+01:00') }));
    expect(dayLoads(promises(6), ['2026-11-24'], BERLIN)).toEqual([
      { day: '2026-11-24', tasks: 6, over: false },
    ]);
    expect(dayLoads(promises(7), ['2026-11-24'], BERLIN)).toEqual([
      { day: '2026-11-24', tasks: 7, over: true },
    ]);
  });

  it('is cut by the workplace’s midnight, also on a day of 25 hours', () => {
    const promises = ['2026-10-25T00:00:00+02:00', '2026-10-25T23:59:00+01:00', '2026-10-26T00:00:00+01:00'];
    expect(
      dayLoads(
        promises.map((iso) => ({ dueAt: at(iso) })),
        ['2026-10-26', '2026-10-25'],
        BERLIN,
      ),
    ).toEqual([
      { day: '2026-10-26', tasks: 1, over: false },
      { day: '2026-10-25', tasks: 2, over: false },
    ]);
  });

  it('keeps what was done on the day, and forgets what was done before it', () => {
    const dueAt = at('2026-11-24T15:00:00+01:00');
    const promises = [
      { dueAt, doneAt: at('2026-11-24T09:00:00+01:00') },
      { dueAt, doneAt: at('2026-11-23T17:00:00+01:00') },
      { dueAt, doneAt: at('2026-11-26T17:00:00+01:00') },
    ];
    expect(dayLoads(promises, ['2026-11-24'], BERLIN)[0]?.tasks).toBe(2);
  });
});
