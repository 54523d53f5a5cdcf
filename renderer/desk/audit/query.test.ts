import { expect, test } from 'vitest';
import { ALL, toFilter } from './query.ts';

test('days are whole ones, and a first day alone is that one', () => {
  expect(toFilter(ALL)).toEqual({});
  const day = toFilter({ words: ' anna ', firstDay: '2026-11-27' });
  expect(day).toEqual({
    words: 'anna',
    from: new Date(2026, 10, 27).getTime(),
    to: new Date(2026, 10, 28).getTime(),
  });
  expect(toFilter({ words: '', kind: 'heard', firstDay: '2026-11-30', lastDay: '2026-12-01' })).toEqual({
    kind: 'heard',
    from: new Date(2026, 10, 30).getTime(),
    to: new Date(2026, 11, 2).getTime(),
  });
});
