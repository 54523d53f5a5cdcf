export interface KeepRule {
  /** The newest of each of so many days that have one… */
  readonly daily: number;
  /** …and of each of so many weeks, Monday first. */
  readonly weekly: number;
}

interface Dated {
  readonly id: string;
  /** UTC ms. */
  readonly at: number;
}

/**
 * Which backups stay. Days and weeks without a backup do not count, so that a machine that was off for a month keeps what it
 * has; the newest always stays.
 *
 * @param dayOf the calendar day of the workplace, `yyyy-mm-dd`
 */
export function backupsToKeep(
  backups: readonly Dated[],
  { daily, weekly }: KeepRule,
  dayOf: (at: number) => string,
): ReadonlySet<string> {
  const newestFirst = backups.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const days = newestOfEach(newestFirst, (at) => dayOf(at), Math.max(1, daily));
  const weeks = newestOfEach(newestFirst, (at) => weekOf(dayOf(at)), weekly);
  return new Set([...days, ...weeks]);
}

function newestOfEach(
  newestFirst: readonly Dated[],
  spanOf: (at: number) => string | number,
  count: number,
): string[] {
  const newest = new Map<string | number, string>();
  for (const { id, at } of newestFirst) {
    const span = spanOf(at);
    if (!newest.has(span)) newest.set(span, id);
  }
  return [...newest.values()].slice(0, count);
}

/** Weeks since the Monday before 1970, a Thursday. */
const weekOf = (day: string): number => Math.floor((Date.parse(`${day}T00:00Z`) / 86_400_000 + 3) / 7);
