// From promises to the entries of a calendar and back. Pure. Times of entries are wall clocks of the workplace.
import { DateTime } from 'luxon';
import type { Task } from '../../../shared/contract/contacts.ts';
import { addDays, dayOf, daySpan, wallClock } from '../../../shared/domain/schedule/day.ts';

export type View = 'day' | 'week';

/** As the calendar's kit takes and gives them: `yyyy-MM-dd HH:mm:ss`. */
const WALL = 'yyyy-MM-dd HH:mm:ss';

export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly color: string;
  readonly resourceId: string;
  readonly payload: { readonly task: Task };
}

/** Nothing shorter can be read or taken hold of. */
const SHORTEST_MINUTES = 30;

/** An entry never crosses midnight: it would be drawn as one of the whole day. */
export function entryOf(task: Task, zone: string): Entry {
  const start = DateTime.fromMillis(task.dueAt, { zone });
  const wanted = start.plus({ minutes: Math.max(task.minutes, SHORTEST_MINUTES) });
  const endOfDay = start.endOf('day');
  return {
    id: task.id,
    title: [task.contactName, task.title].filter(Boolean).join(': '),
    start: start.toFormat(WALL),
    end: (wanted > endOfDay ? endOfDay : wanted).toFormat(WALL),
    color: task.state === 'done' ? 'gray' : 'accent',
    resourceId: task.assigneeId ?? '',
    payload: { task },
  };
}

/** The moment of a wall clock that the calendar gives. */
export function momentOf(wall: string, zone: string): number {
  return wallClock(wall.slice(0, 10), wall.slice(11, 16), zone);
}

export const wallNow = (now: number, zone: string): string =>
  DateTime.fromMillis(now, { zone }).toFormat(WALL);

/** The days that a view shows: one, or the week from Monday. */
export function daysOf(view: View, day: string): string[] {
  if (view === 'day') return [day];
  const monday = addDays(day, 1 - DateTime.fromISO(day, { zone: 'utc' }).weekday);
  return Array.from({ length: 7 }, (_, n) => addDays(monday, n));
}

export function spanOf(days: readonly string[], zone: string): { from: number; to: number } {
  return { from: daySpan(days[0] ?? '', zone).from, to: daySpan(days.at(-1) ?? '', zone).to };
}

export type Move = 'earlier' | 'later' | 'dayBefore' | 'dayAfter';

const QUARTER_MS = 15 * 60_000;

/** Where a key moves a promise: by a quarter of an hour, or to the same wall clock of another day. */
export function movedBy(move: Move, dueAt: number, zone: string): number {
  switch (move) {
    case 'earlier':
      return dueAt - QUARTER_MS;
    case 'later':
      return dueAt + QUARTER_MS;
    default: {
      const day = addDays(dayOf(dueAt, zone), move === 'dayAfter' ? 1 : -1);
      return wallClock(day, DateTime.fromMillis(dueAt, { zone }).toFormat('HH:mm'), zone);
    }
  }
}

export const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: 'earlier',
  ArrowDown: 'later',
  ArrowLeft: 'dayBefore',
  ArrowRight: 'dayAfter',
};
