/** Minutes after midnight; null: closed that day. */
export type Hours = { readonly from: number; readonly to: number } | null;

export const DAY_MINUTES = 24 * 60;

/** As a time field takes it; the end of a day is its midnight. */
export function asTime(minutes: number): string {
  const within = minutes % DAY_MINUTES;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

/** Minutes after midnight of "9:00" or "09:00:00"; undefined while the time is not complete. */
export function asMinutes(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})/.exec(text);
  if (!found || Number(found[2]) > 59) return undefined;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return minutes < DAY_MINUTES ? minutes : undefined;
}

/** A Monday, in the zone in which the names are made. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

/** Monday first. */
export function dayNames(language: string, weekday: 'short' | 'long'): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(MONDAY + day * DAY_MS));
}
