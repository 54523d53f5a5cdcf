import { IANAZone } from 'luxon';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY = DAY_MINUTES * MINUTE;

/** What a clock on the wall shows there. */
export interface WallTime {
  /** Days since 1 January 1970 on that calendar. */
  readonly day: number;
  /** Monday is 0. */
  readonly weekday: number;
  /** Minutes after midnight, as the hands say: an hour that comes twice has the same ones twice. */
  readonly minute: number;
}

/** The platform's answer is 50 µs away, and there are some hundred zones. */
const zones = new Map<string, boolean>();
const MOST_ZONES = 1000;

export function isZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= MOST_ZONES) zones.clear();
  const valid = IANAZone.isValidZone(name);
  zones.set(name, valid);
  return valid;
}

/** UTC ms moved by the zone's offset: a UTC clock that shows this shows the time there. */
const wall = (at: number, zone: string): number => at + IANAZone.create(zone).offset(at) * MINUTE;

export function wallTime(at: number, zone: string): WallTime {
  const shown = wall(at, zone);
  const day = Math.floor(shown / DAY);
  // 1 January 1970 was a Thursday.
  return { day, weekday: (((day + 3) % 7) + 7) % 7, minute: Math.floor((shown - day * DAY) / MINUTE) };
}

/** `yyyy-mm-dd` */
export const dayName = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The first moment from `notBefore` on at which the clock there shows that minute of that day or a later one. A minute
 * that is left out when clocks go forward is the moment of the change; one that comes twice is the first that is not
 * over.
 */
export function momentOf(day: number, minute: number, zone: string, notBefore: number): number {
  const wanted = day * DAY + minute * MINUTE;
  const reached = (at: number): boolean => wall(at, zone) >= wanted;
  if (reached(notBefore)) return notBefore;
  // Zones lie between UTC-12 and UTC+14, so both offsets that could hold around that moment are among these.
  const offsets = [wanted - DAY, wanted, wanted + DAY].map((at) => wall(at, zone) - at);
  const candidates = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const exact = candidates.find((at) => at >= notBefore && wall(at, zone) === wanted);
  if (exact !== undefined) return exact;
  return changeBetween(Math.max(notBefore, (candidates[0] ?? wanted) - DAY), wanted + DAY, reached);
}

/** The first moment in (before, after] at which `reached` holds; it does not at `before`, and does at `after`. */
function changeBetween(before: number, after: number, reached: (at: number) => boolean): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The same time of the clock so many days later. */
export function daysLater(at: number, days: number, zone: string): number {
  const { day, minute } = wallTime(at, zone);
  return momentOf(day + days, minute, zone, at);
}
