import { describe, expect, test } from 'vitest';
import { DEFAULT_RULES, type Hours } from '../../../shared/domain/pacing/campaign.ts';
import { clock, weekSpans } from './week.ts';

const day = (from: number, to: number): Hours => ({ from: from * 60, to: to * 60 });

describe('a week of calling hours', () => {
  test('says days in a row with the same hours once', () => {
    expect(weekSpans(DEFAULT_RULES.hours)).toEqual([{ from: 0, to: 4, hours: { from: 540, to: 1200 } }]);
  });

  test('begins anew after a free day and at other hours', () => {
    const week = [day(9, 18), day(9, 18), null, day(9, 18), day(10, 18), null, day(10, 12)];
    expect(weekSpans(week).map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [3, 3],
      [4, 4],
      [6, 6],
    ]);
    expect(weekSpans([null, null])).toEqual([]);
  });
});

test.each([
  [0, '0:00'],
  [545, '9:05'],
  [1440, '24:00'],
])('%i minutes are %s', (minutes, text) => {
  expect(clock(minutes)).toBe(text);
});
