import { expect, test } from 'vitest';
import { inUnit, toMinutes, untilThen } from './spans.ts';

test.each([
  [15, 15, 'minutes'],
  [90, 90, 'minutes'],
  [240, 4, 'hours'],
  [2880, 2, 'days'],
] as const)('%i minutes are %i %s', (minutes, count, unit) => {
  expect(inUnit(minutes)).toEqual({ count, unit });
  expect(toMinutes(count, unit)).toBe(minutes);
});

test.each([
  [1, 1, 'minutes'],
  [40 * 60_000, 40, 'minutes'],
  [119.5 * 60_000, 2, 'hours'],
  [15 * 3_600_000, 15, 'hours'],
  [72 * 3_600_000, 3, 'days'],
] as const)('%i ms away is said as %i %s', (ms, count, unit) => {
  expect(untilThen(1_000_000 + ms, 1_000_000)).toEqual({ count, unit });
});
