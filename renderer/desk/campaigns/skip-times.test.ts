import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { fromPicker, skipTime, toPicker } from './skip-times.ts';

const ZONE = 'Europe/Moscow';
const at = (text: string): number => DateTime.fromISO(text, { zone: ZONE }).toMillis();

describe('a skipped prospect comes back', () => {
  // A Friday.
  const now = at('2026-11-27T11:20:40');

  test('in an hour, at a full minute', () => {
    expect(skipTime('hour', now, ZONE)).toBe(at('2026-11-27T12:20:00'));
  });

  test('in the afternoon, as long as it is not over', () => {
    expect(skipTime('afternoon', now, ZONE)).toBe(at('2026-11-27T15:00:00'));
    expect(skipTime('afternoon', at('2026-11-27T15:00:00'), ZONE)).toBeUndefined();
  });

  test('tomorrow, and on the next Monday', () => {
    expect(skipTime('tomorrow', now, ZONE)).toBe(at('2026-11-28T10:00:00'));
    expect(skipTime('monday', now, ZONE)).toBe(at('2026-11-30T10:00:00'));
    expect(skipTime('monday', at('2026-11-30T09:00:00'), ZONE)).toBe(at('2026-12-07T10:00:00'));
  });

  test('at ten by the clock also where the night has 25 hours', () => {
    const berlin = DateTime.fromISO('2026-10-24T12:00', { zone: 'Europe/Berlin' }).toMillis();
    expect(toPicker(skipTime('tomorrow', berlin, 'Europe/Berlin') ?? 0, 'Europe/Berlin')).toBe(
      '2026-10-25 10:00:00',
    );
  });
});

test('the picker speaks the wall clock of the workplace', () => {
  const moment = at('2026-12-01T14:30:00');
  expect(fromPicker(toPicker(moment, ZONE), ZONE)).toBe(moment);
  expect(fromPicker('', ZONE)).toBeUndefined();
});
