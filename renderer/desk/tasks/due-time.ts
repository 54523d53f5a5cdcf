import { DateTime } from 'luxon';
import type { Task } from '../../../shared/contract/contacts.ts';

/** Where and for whom times are written: the workplace's IANA zone and the language of the screen. */
export interface Clock {
  readonly zone: string;
  readonly language: string;
}

export interface PromiseGroups {
  readonly overdue: readonly Task[];
  readonly today: readonly Task[];
  readonly tomorrow: readonly Task[];
  readonly later: readonly Task[];
}

const byDue = (a: Task, b: Task): number => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

/** Sorts open promises into the parts of the day plan. The days are those of the workplace's zone. */
export function groupByDay(tasks: readonly Task[], now: number, zone: string): PromiseGroups {
  const startOfTomorrow = DateTime.fromMillis(now, { zone }).startOf('day').plus({ days: 1 });
  const endOfToday = startOfTomorrow.toMillis();
  const endOfTomorrow = startOfTomorrow.plus({ days: 1 }).toMillis();
  const sorted = tasks.filter((task) => task.state === 'open').sort(byDue);
  return {
    overdue: sorted.filter((task) => task.dueAt <= now),
    today: sorted.filter((task) => task.dueAt > now && task.dueAt < endOfToday),
    tomorrow: sorted.filter((task) => task.dueAt >= endOfToday && task.dueAt < endOfTomorrow),
    later: sorted.filter((task) => task.dueAt >= endOfTomorrow),
  };
}

export const PUT_OFFS = ['tenMinutes', 'hour', 'tomorrow'] as const;
export type PutOff = (typeof PUT_OFFS)[number];

/** The new moment of a promise that is put off now. "Tomorrow" is 10:00 by the workplace's wall clock, also over a change of clocks. */
export function putOffTo(choice: PutOff, now: number, zone: string): number {
  const at = DateTime.fromMillis(now, { zone });
  switch (choice) {
    case 'tenMinutes':
      return at.plus({ minutes: 10 }).toMillis();
    case 'hour':
      return at.plus({ hours: 1 }).toMillis();
    case 'tomorrow':
      return at.plus({ days: 1 }).startOf('day').set({ hour: 10 }).toMillis();
  }
}

/** "Sunday, 22 November", for the head of the day plan. */
export function dayTitle(at: number, clock: Clock): string {
  const title = DateTime.fromMillis(at, { zone: clock.zone })
    // British order, as everywhere on the desk.
    .setLocale(clock.language === 'en' ? 'en-GB' : clock.language)
    .toLocaleString({ weekday: 'long', day: 'numeric', month: 'long' });
  return title.charAt(0).toLocaleUpperCase(clock.language) + title.slice(1);
}

/** The customer's wall clock, when the promise was meant in a zone whose clock differs from ours at that moment. */
export function customerTime(task: Task, zone: string): string | undefined {
  const theirs = DateTime.fromMillis(task.dueAt, { zone: task.zone });
  if (!theirs.isValid) return undefined;
  const ours = DateTime.fromMillis(task.dueAt, { zone });
  return theirs.offset === ours.offset ? undefined : theirs.toFormat('HH:mm');
}

/**
 * The place of a zone in the person's language, as ICU knows it: mostly the country ("Ukraine"), in a country of many
 * zones the city. The short generic name has a word for "time" around it ("Ukraine Time", "час: Україна"), which our
 * sentences do not need. Chromium leaves the cities out of its data, hence the catalogue (`tasks:place`) before it.
 */
export function placeOf(zone: string, language: string, at: number): string {
  const name = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortGeneric' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const place = name?.replace(/^час: /, '').replace(/ Time$/, '');
  return place ?? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

export interface Lateness {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly count: number;
}

/** How long a promise has been waiting, in the largest unit of which there is at least one. */
export function lateness(dueAt: number, now: number): Lateness {
  const minutes = Math.max(0, Math.floor((now - dueAt) / 60_000));
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? { unit: 'hours', count: hours } : { unit: 'days', count: Math.floor(hours / 24) };
}

/** A wall clock as the calendar and time fields hold it: "2026-11-24" and "14:30". */
export interface WallClock {
  readonly date: string;
  readonly time: string;
}

export function toWallClock(at: number, zone: string): WallClock {
  const time = DateTime.fromMillis(at, { zone });
  return { date: time.toFormat('yyyy-MM-dd'), time: time.toFormat('HH:mm') };
}

/** The moment that a person meant in this zone; undefined while a part is missing. */
export function fromWallClock({ date, time }: WallClock, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time)) return undefined;
  const moment = DateTime.fromISO(`${date}T${time.slice(0, 5)}`, { zone });
  return moment.isValid ? moment.toMillis() : undefined;
}

/** A reminder that rang and was left alone is shown again after a reload, but not one of another shift. */
const SHIFT_MS = 12 * 3_600_000;

/** The promises whose reminder still waits for an answer. `heard`: ids that rang while this page was open. */
export function unanswered(tasks: readonly Task[], heard: ReadonlySet<string>, now: number): Task[] {
  const rangBefore = ({ dueAt, rangAt }: Task) =>
    rangAt !== undefined && rangAt >= dueAt && now - rangAt < SHIFT_MS;
  return tasks
    .filter((task) => task.state === 'open' && task.dueAt <= now && (heard.has(task.id) || rangBefore(task)))
    .sort(byDue);
}
