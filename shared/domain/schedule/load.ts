import { dayOf, daySpan } from './day.ts';

/** What counts of a promise for the load of its day. */
export interface Planned {
  readonly dueAt: number;
  /** When it was done, if it is. */
  readonly doneAt?: number | undefined;
}

export interface DayLoad {
  /** `yyyy-mm-dd` at the workplace. */
  readonly day: string;
  readonly tasks: number;
  /** More than the limit: the seventh of six. */
  readonly over: boolean;
}

/**
 * How full each of these days is. What was done before its day had begun is no work of that day; what was done on it
 * was, and leaves no room for another.
 */
export function dayLoads(
  promises: readonly Planned[],
  days: readonly string[],
  { zone, limit }: { readonly zone: string; readonly limit: number },
): DayLoad[] {
  const counts = new Map(days.map((day) => [day, 0]));
  for (const { dueAt, doneAt } of promises) {
    const day = dayOf(dueAt, zone);
    const count = counts.get(day);
    if (count === undefined) continue;
    if (doneAt === undefined || doneAt >= daySpan(day, zone).from) counts.set(day, count + 1);
  }
  return days.map((day) => {
    const tasks = counts.get(day) ?? 0;
    return { day, tasks, over: tasks > limit };
  });
}
