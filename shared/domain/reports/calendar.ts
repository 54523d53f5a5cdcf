import { DateTime, IANAZone } from 'luxon';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Days of the calendar, `yyyy-mm-dd`, both included. */
export interface Period {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** A day as its number since 1970, free of zones. */
export const numberOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayOfNumber = (n: number): string => new Date(n * DAY_MS).toISOString().slice(0, 10);
/** 0: Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (n: number): number => (((n + 3) % 7) + 7) % 7;

const known = (zone: string): string => (IANAZone.isValidZone(zone) ? zone : 'UTC');

/** From the first millisecond of the first day to that of the day after the last, by the zone's clocks. */
export function momentsOf({ firstDay, lastDay }: Period, zone: string): { from: number; to: number } {
  const at = (day: string) => DateTime.fromISO(day, { zone: known(zone) }).startOf('day');
  return { from: at(firstDay).toMillis(), to: at(lastDay).plus({ days: 1 }).startOf('day').toMillis() };
}

/**
 * Minutes by which a zone's clocks are ahead of UTC. Asking the zone takes 10 µs, so it is asked twice a day of UTC, and only
 * on days on which clocks are changed each quarter of an hour: no zone changes them in between.
 */
export function offsetsIn(zone: string): (at: number) => number {
  const rules = IANAZone.create(known(zone));
  const QUARTER = HOUR_MS / 4;
  let [from, to, offset] = [0, 0, 0];
  return (at) => {
    if (at >= from && at < to) return offset;
    const day = Math.floor(at / DAY_MS) * DAY_MS;
    const calm = rules.offset(day) === rules.offset(day + DAY_MS);
    from = calm ? day : Math.floor(at / QUARTER) * QUARTER;
    to = from + (calm ? DAY_MS : QUARTER);
    offset = rules.offset(from);
    return offset;
  };
}

/** The period before: of a whole month the month before, of a whole year the year; otherwise as many days. */
export function previousPeriod({ firstDay, lastDay }: Period): Period {
  const first = DateTime.fromISO(firstDay, { zone: 'UTC' });
  const last = DateTime.fromISO(lastDay, { zone: 'UTC' });
  for (const unit of ['year', 'month'] as const) {
    const whole = first.hasSame(first.startOf(unit), 'day') && last.hasSame(first.endOf(unit), 'day');
    if (!whole) continue;
    const before = first.minus({ [unit]: 1 });
    return { firstDay: before.toISODate() ?? firstDay, lastDay: dayOfNumber(numberOfDay(firstDay) - 1) };
  }
  const days = numberOfDay(lastDay) - numberOfDay(firstDay) + 1;
  return {
    firstDay: dayOfNumber(numberOfDay(firstDay) - days),
    lastDay: dayOfNumber(numberOfDay(firstDay) - 1),
  };
}

/** The same days of the year before; the 29th of February is then the 28th. */
export function yearBefore({ firstDay, lastDay }: Period): Period {
  const back = (day: string) => DateTime.fromISO(day, { zone: 'UTC' }).minus({ years: 1 }).toISODate() ?? day;
  // A month that ends ends there too, in a leap year and after it.
  const last = DateTime.fromISO(lastDay, { zone: 'UTC' });
  const whole = last.hasSame(last.endOf('month'), 'day');
  const before = last.minus({ years: 1 });
  return {
    firstDay: back(firstDay),
    lastDay: whole ? (before.endOf('month').toISODate() ?? lastDay) : back(lastDay),
  };
}

export const SPANS = ['day', 'week', 'month'] as const;
export type Span = (typeof SPANS)[number];

/** The day, the week or the month that has this day. @param weekStart 0 (Monday) to 6, by the reader's locale */
export function spanAround(day: string, span: Span, weekStart: number): Period {
  const n = numberOfDay(day);
  switch (span) {
    case 'day':
      return { firstDay: day, lastDay: day };
    case 'week': {
      const first = n - ((weekdayOf(n) - weekStart + 7) % 7);
      return { firstDay: dayOfNumber(first), lastDay: dayOfNumber(first + 6) };
    }
    case 'month': {
      const month = DateTime.fromISO(day, { zone: 'UTC' });
      return {
        firstDay: month.startOf('month').toISODate() ?? day,
        lastDay: month.endOf('month').toISODate() ?? day,
      };
    }
  }
}

/** How often each day of the week is in a period, from Monday. */
export function weekdaysIn({ firstDay, lastDay }: Period): number[] {
  const [first, last] = [numberOfDay(firstDay), numberOfDay(lastDay)];
  const times = new Array<number>(7).fill(0);
  for (let n = first; n <= last; n += 1) times[weekdayOf(n)] = (times[weekdayOf(n)] ?? 0) + 1;
  return times;
}
