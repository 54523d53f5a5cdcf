import { addDays, dayOf, wallClock } from './day.ts';

/** The first moment after `after` at which the clocks of the zone show this time of the day (minutes after midnight). */
export function nextDaily(after: number, minutes: number, zone: string): number {
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const day = dayOf(after, zone);
  const today = wallClock(day, time, zone);
  return today > after ? today : wallClock(addDays(day, 1), time, zone);
}
