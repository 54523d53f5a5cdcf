// When a skipped prospect comes back, by the clock of the workplace. Pure.
import { DateTime } from 'luxon';

export const SKIPS = ['hour', 'afternoon', 'tomorrow', 'monday'] as const;
export type Skip = (typeof SKIPS)[number];

/** Undefined: that moment is over for today. */
export function skipTime(skip: Skip, now: number, zone: string): number | undefined {
  const at = DateTime.fromMillis(now, { zone }).startOf('minute');
  const clock = (day: DateTime, hour: number) => day.set({ hour, minute: 0 }).toMillis();
  switch (skip) {
    case 'hour':
      return at.plus({ hours: 1 }).toMillis();
    case 'afternoon': {
      const afternoon = clock(at, 15);
      return afternoon > now ? afternoon : undefined;
    }
    case 'tomorrow':
      return clock(at.plus({ days: 1 }), 10);
    case 'monday':
      // Luxon's week begins on Monday (1); on a Monday it is the next one.
      return clock(at.plus({ days: 8 - at.weekday }), 10);
  }
}

const PICKER = 'yyyy-MM-dd HH:mm:ss';

/** The picker speaks in wall-clock text without a zone; it is the workplace's wall. */
export const toPicker = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat(PICKER);

export function fromPicker(text: string, zone: string): number | undefined {
  const at = DateTime.fromSQL(text, { zone });
  return at.isValid ? at.toMillis() : undefined;
}
