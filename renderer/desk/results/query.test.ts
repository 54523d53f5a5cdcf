import { describe, expect, it } from 'vitest';
import { daysOf, filterOf, type Period, queryFor, todayIn } from './query.ts';

const days = (period: Period, today: string) => {
  const { firstDay, lastDay } = daysOf({ period }, today);
  return `${firstDay}..${lastDay}`;
};

describe('a period', () => {
  it.each<[Period, string, string]>([
    ['today', '2026-11-27', '2026-11-27..2026-11-27'],
    ['yesterday', '2026-03-01', '2026-02-28..2026-02-28'],
    ['week', '2026-11-27', '2026-11-23..2026-11-27'],
    ['week', '2026-11-23', '2026-11-23..2026-11-23'],
    ['week', '2026-11-29', '2026-11-23..2026-11-29'],
    ['month', '2026-11-27', '2026-11-01..2026-11-27'],
    ['lastMonth', '2026-01-31', '2025-12-01..2025-12-31'],
    ['lastMonth', '2028-03-10', '2028-02-01..2028-02-29'],
    ['last30', '2026-11-30', '2026-11-01..2026-11-30'],
    ['all', '2026-11-27', 'undefined..undefined'],
  ])('%s on %s is %s', (period, today, expected) => {
    expect(days(period, today)).toBe(expected);
  });

  it('of dates may be open at either end', () => {
    expect(daysOf({ period: 'dates', lastDay: '2026-11-03' }, '2026-11-27')).toEqual({
      lastDay: '2026-11-03',
    });
  });
});

it('knows the day of the workplace, not of the computer', () => {
  const evening = Date.parse('2026-11-27T22:30:00Z');
  expect(todayIn('Europe/Kyiv', evening)).toBe('2026-11-28');
  expect(todayIn('UTC', evening)).toBe('2026-11-27');
});

it('shows a list and a template as a whole, and otherwise what was dialled lately', () => {
  const list = '01900000-0000-7000-8000-000000000001';
  expect(filterOf(queryFor({ campaignId: list }), '2026-11-27')).toEqual({ campaignId: list });
  expect(filterOf(queryFor({}), '2026-11-27')).toEqual({
    direction: 'outbound',
    firstDay: '2026-10-29',
    lastDay: '2026-11-27',
  });
});
