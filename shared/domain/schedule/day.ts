import { DateTime } from 'luxon';

/** A stretch of time, UTC ms; `to` is outside. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The calendar day (`yyyy-mm-dd`) on which a moment falls by the clocks of a zone. */
export const dayOf = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone: knownZone(zone) }).toFormat('yyyy-MM-dd');

/** A day by the clocks of a zone: 23, 24 or 25 hours, and nothing where the zone left it out. */
export function daySpan(day: string, zone: string): Span {
  return { from: wallClock(day, '00:00', zone), to: wallClock(addDays(day, 1), '00:00', zone) };
}

/** Another day of the calendar, whatever the zone. */
export const addDays = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');

/** How many days of the calendar lie between two days. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);

/**
 * The moment at which the clocks of a zone show this. What they show twice in a night means the first time; what they
 * leave out means as much later as they jump, which is what the clock of somebody who forgot the change shows.
 */
export function wallClock(day: string, time: string, zone: string): number {
  const known = knownZone(zone);
  const moment = DateTime.fromISO(`${day}T${time}`, { zone: known });
  const asked = moment.toFormat("yyyy-MM-dd'T'HH:mm");
  // A change of clocks is at most a day long (Samoa left one out), most are an hour.
  const earlier = moment.getPossibleOffsets().map((each) => each.toMillis());
  return asked === `${day}T${time}` ? Math.min(...earlier) : moment.toMillis();
}

/** A zone that this machine does not know must not lose a promise: it is then meant by world time. */
export function knownZone(zone: string): string {
  return DateTime.fromMillis(0, { zone }).isValid ? zone : 'utc';
}
