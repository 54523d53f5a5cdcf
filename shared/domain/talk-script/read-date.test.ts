import { expect, it } from 'vitest';
import { readDate } from './read-date.ts';

const THURSDAY = '2026-11-26';

it.each([
  ['tue', 'future', '2026-12-01'],
  ['Tuesday', 'future', '2026-12-01'],
  ['вторник', 'future', '2026-12-01'],
  ['вівторок', 'future', '2026-12-01'],
  ['thu', 'future', THURSDAY],
  ['thu', 'past', THURSDAY],
  ['fri', 'past', '2026-11-20'],
  ['wed', 'past', '2026-11-25'],
  ['sunday', 'future', '2026-11-29'],
] as const)('reads the weekday %s of the %s', (typed, direction, date) => {
  expect(readDate(typed, THURSDAY, direction)).toBe(date);
});

it.each(['tues day', 'someday', 'mon 12', 'март'])('takes “%s” for no weekday', (typed) => {
  expect(readDate(typed, THURSDAY, 'future')).toBeUndefined();
});
