import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { fromPicker, quickTime, toPicker } from './follow-up-times.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string): number => DateTime.fromISO(text, { zone: ZONE }).toMillis();

test('in an hour: full minutes', () => {
  expect(quickTime('hour', at('2026-11-24T14:30:41'), ZONE)).toBe(at('2026-11-24T15:30'));
});

test('tomorrow at ten by the wall clock, also over the change of clocks', () => {
  expect(quickTime('tomorrow', at('2026-10-24T16:00'), ZONE)).toBe(at('2026-10-25T10:00'));
});

test('Monday is the next one, on a Monday too', () => {
  expect(quickTime('monday', at('2026-11-22T09:00'), ZONE)).toBe(at('2026-11-23T10:00'));
  expect(quickTime('monday', at('2026-11-23T09:00'), ZONE)).toBe(at('2026-11-30T10:00'));
});

test('the picker speaks the wall clock of the workplace', () => {
  const moment = at('2026-11-24T14:30');
  expect(toPicker(moment, ZONE)).toBe('2026-11-24 14:30:00');
  expect(fromPicker('2026-11-24 14:30:00', ZONE)).toBe(moment);
  expect(fromPicker('', ZONE)).toBeUndefined();
});
