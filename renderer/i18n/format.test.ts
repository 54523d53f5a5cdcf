import { expect, test } from 'vitest';
import { createFormat, duration } from './format.ts';

const at = Date.UTC(2026, 10, 24, 11, 30);

test('durations', () => {
  expect(duration(0)).toBe('0:00');
  expect(duration(250_999)).toBe('4:10');
  expect(duration(3_850_000)).toBe('1:04:10');
  expect(duration(-5)).toBe('0:00');
});

test('times are those of the zone that was meant', () => {
  const format = createFormat('en', 'Europe/Moscow');
  expect(format.time(at)).toBe('14:30');
  expect(format.time(at, 'Europe/Samara')).toBe('15:30');
  expect(format.time(at, 'Nowhere/Atlantis')).toMatch(/^\d\d:\d\d$/);
});

test('days near today have names, in each language', () => {
  const now = Date.UTC(2026, 10, 24, 6);
  expect(createFormat('en', 'Europe/Moscow').moment(at, now)).toBe('today 14:30');
  expect(createFormat('ru', 'Europe/Moscow').moment(at + 86_400_000, now)).toBe('завтра 14:30');
  expect(createFormat('uk', 'Europe/Moscow').moment(at - 86_400_000, now)).toBe('учора 14:30');
  expect(createFormat('en', 'Europe/Moscow').moment(at + 5 * 86_400_000, now)).toContain('14:30');
});
