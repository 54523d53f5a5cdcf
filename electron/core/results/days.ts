import { DateTime, IANAZone } from 'luxon';

/** A zone that this ICU knows: settings are text. */
const known = (zone: string): string => (IANAZone.isValidZone(zone) ? zone : 'UTC');

/**
 * `yyyy-mm-dd` of moments in a zone. Calls come by time, and the bounds of the last day are remembered: a report over
 * 100,000 calls asks the zone's rules once a day.
 */
export function dayIn(zone: string): (at: number) => string {
  let [from, to, day] = [0, 0, ''];
  return (at) => {
    if (at < from || at >= to) {
      const start = DateTime.fromMillis(at, { zone: known(zone) }).startOf('day');
      [from, to, day] = [start.toMillis(), start.plus({ days: 1 }).toMillis(), start.toFormat('yyyy-MM-dd')];
    }
    return day;
  };
}

const HOUR = 60 * 60_000;

/**
 * `yyyy-mm-dd hh:mm` on the wall of a zone. Luxon takes 10 µs for each, most of an export of 100,000 calls; here the
 * zone's rules are asked once an hour, and each time only in the hours in which clocks are changed.
 */
export function clockIn(zone: string): (at: number) => string {
  const rules = IANAZone.create(known(zone));
  let [from, offset]: [number, number | undefined] = [Number.NaN, undefined];
  return (at) => {
    const hour = Math.floor(at / HOUR) * HOUR;
    if (hour !== from) {
      from = hour;
      const before = rules.offset(hour);
      offset = before === rules.offset(hour + HOUR) ? before : undefined;
    }
    const shown = new Date(at + (offset ?? rules.offset(at)) * 60_000).toISOString();
    return `${shown.slice(0, 10)} ${shown.slice(11, 16)}`;
  };
}

/** From its first millisecond to the next day's, 23 to 25 hours later. */
export function boundsOfDay(day: string, zone: string): { readonly from: number; readonly to: number } {
  const start = DateTime.fromISO(day, { zone: known(zone) }).startOf('day');
  return { from: start.toMillis(), to: start.plus({ days: 1 }).toMillis() };
}
