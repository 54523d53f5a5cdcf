import { expect, it } from 'vitest';
import { boundsOfDay, dayIn } from './days.ts';

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

it('takes UTC for a zone that nobody knows', () => {
  expect(dayIn('Mars/Olympus')(Date.UTC(2026, 10, 2, 23, 59))).toBe('2026-11-02');
  expect(boundsOfDay('2026-11-02', 'Mars/Olympus').from).toBe(Date.UTC(2026, 10, 2));
});
