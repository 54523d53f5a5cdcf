import { addDays, dayOf, type Span, wallClock } from './day.ts';

/** Minutes after midnight; `to` excluded, at most 24 hours; null: nobody works that day. */
export type WorkHours = { readonly from: number; readonly to: number } | null;
/** Monday first. */
export type WorkWeek = readonly WorkHours[];

const MINUTE_MS = 60_000;

/**
 * The moment at which so many minutes of work have passed since `from`, by the clocks of a zone. Where nobody works on any
 * day, minutes are minutes.
 */
export function afterWorkingMinutes(from: number, minutes: number, week: WorkWeek, zone: string): number {
  if (!worksAtAll(week)) return from + minutes * MINUTE_MS;
  let left = minutes * MINUTE_MS;
  for (let day = dayOf(from, zone); ; day = addDays(day, 1)) {
    const span = workOf(day, week, zone);
    if (span === undefined || span.to <= from) continue;
    const begin = Math.max(span.from, from);
    if (span.to - begin >= left) return begin + left;
    left -= span.to - begin;
  }
}

const worksAtAll = (week: WorkWeek): boolean => week.some((hours) => hours !== null && hours.to > hours.from);

function workOf(day: string, week: WorkWeek, zone: string): Span | undefined {
  // Days of the calendar have no zone; JavaScript's week begins on Sunday.
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  const hours = week[weekday] ?? null;
  if (hours === null || hours.to <= hours.from) return undefined;
  return { from: clockOf(day, hours.from, zone), to: clockOf(day, hours.to, zone) };
}

function clockOf(day: string, minutes: number, zone: string): number {
  if (minutes >= 24 * 60) return wallClock(addDays(day, 1), '00:00', zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return wallClock(day, `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, zone);
}

/**
 * Working time in a stretch, ms, by the clocks of a zone.
 *
 * @param holidays days of the calendar (`yyyy-mm-dd`) on which nobody works
 */
export function workingMs(
  { from, to }: Span,
  week: WorkWeek,
  zone: string,
  holidays: ReadonlySet<string> = new Set(),
): number {
  let sum = 0;
  const last = dayOf(to, zone);
  for (let day = dayOf(from, zone); day <= last; day = addDays(day, 1)) {
    const span = holidays.has(day) ? undefined : workOf(day, week, zone);
    if (span !== undefined) sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return sum;
}
