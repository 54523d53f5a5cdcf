const DAY_MINUTES = 24 * 60;

/** As a time field takes it; the end of a day is its midnight. */
export function asTime(minutes: number): string {
  const within = minutes % DAY_MINUTES;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

/** Minutes after midnight; undefined while the time is not complete. */
export function asMinutes(text: string): number | undefined {
  const found = /^(\d{1,2}):(\d{2})/.exec(text);
  if (!found) return undefined;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return minutes < DAY_MINUTES ? minutes : undefined;
}

/** Monday first. */
export function dayNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, n) => format.format(Date.UTC(1970, 0, 5 + n)));
}
