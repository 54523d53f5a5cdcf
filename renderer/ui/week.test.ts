import { expect, test } from 'vitest';
import { asMinutes, asTime, dayNames } from './week.ts';

test('a week begins on Monday in every language', () => {
  expect(dayNames('en', 'short')[0]).toBe('Mon');
  expect(dayNames('ru', 'long')[6]).toBe('воскресенье');
});

test.each([
  [0, '00:00'],
  [9 * 60 + 5, '09:05'],
  [24 * 60, '00:00'],
])('%d minutes are %s', (minutes, time) => {
  expect(asTime(minutes)).toBe(time);
  expect(asMinutes(time)).toBe(minutes % (24 * 60));
});

test.each(['', '9', '24:00', '10:75', 'noon'])('“%s” is no time', (text) => {
  expect(asMinutes(text)).toBeUndefined();
});
