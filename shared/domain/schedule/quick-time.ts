import { DateTime } from 'luxon';
import { type ClockMoment, momentOf } from './clock.ts';
import { addDays, knownZone } from './day.ts';
import { type QuickPhrase, readPhrase, type TypedTime } from './quick-phrase.ts';

export interface QuickSetting {
  /** UTC ms. */
  readonly now: number;
  /** IANA zone of the customer: "10" is ten o'clock there. */
  readonly zone: string;
}

export type QuickTime =
  | {
      readonly at: number;
      /** What nobody typed: the day, or the time, or that an hour is meant in the afternoon. */
      readonly assumed: readonly ('day' | 'time' | 'afternoon')[];
      readonly change?: ClockMoment['change'];
    }
  /** `unknown`: no time that we know how to read. `noSuchDay`: 31 November. */
  | { readonly refused: 'empty' | 'unknown' | 'noSuchDay' | 'past' | 'tooFar' };

/** Nobody promises a call later than that; it is a slip of the finger. */
const YEARS_AHEAD = 5;
/** When a call is meant that day and nobody says when. */
const USUAL_TIME = '10:00';
/** 29 February comes back after eight years at the latest (2096, 2104). */
const LEAP_YEARS = 8;

/**
 * Reads what a caller types for the next call ("tue 10", "завтра в 9", "+2h", "12.12 10:00"), on the customer's clock.
 * What can mean several moments means the nearest that is still to come; nothing in the past is ever answered.
 */
export function readQuickTime(text: string, setting: QuickSetting): QuickTime {
  const phrase = readPhrase(text);
  if (phrase === 'empty' || phrase === 'unknown') return { refused: phrase };
  const found = momentsOf(phrase, setting);
  if (found === undefined) return { refused: 'noSuchDay' };
  if (found.at <= setting.now) return { refused: 'past' };
  const last = DateTime.fromMillis(setting.now, { zone: 'utc' }).plus({ years: YEARS_AHEAD }).toMillis();
  if (found.at > last) return { refused: 'tooFar' };
  return { ...found, assumed: assumedIn(phrase) };
}

function assumedIn({ day, time }: QuickPhrase): ('day' | 'time' | 'afternoon')[] {
  if (day?.kind === 'after' && (day.unit === 'minutes' || day.unit === 'hours')) return [];
  const sameTime = day?.kind === 'after';
  return [
    ...(day === undefined ? (['day'] as const) : []),
    ...(time === undefined && !sameTime ? (['time'] as const) : []),
    ...(time?.afternoon ? (['afternoon'] as const) : []),
  ];
}

const clock = ({ hour, minute }: TypedTime): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** Undefined: the calendar has no such day. */
function momentsOf({ day, time }: QuickPhrase, { now, zone }: QuickSetting): ClockMoment | undefined {
  const here = DateTime.fromMillis(now, { zone: knownZone(zone) });
  const today = here.toFormat('yyyy-MM-dd');
  const wall = time === undefined ? USUAL_TIME : clock(time);
  const on = (date: string): ClockMoment => momentOf(date, wall, zone, now);
  const firstToCome = (dates: readonly string[]): ClockMoment | undefined => {
    const moments = dates.map(on);
    return moments.find(({ at }) => at > now) ?? moments[0];
  };
  switch (day?.kind) {
    case undefined:
      return firstToCome([today, addDays(today, 1), addDays(today, 2)]);
    case 'near':
      return on(addDays(today, day.days));
    case 'weekday': {
      const ahead = (day.weekday - here.weekday + 7) % 7;
      // "Next Tuesday" is the one of the next week.
      if (day.next) return on(addDays(today, day.weekday - here.weekday + 7));
      return firstToCome([addDays(today, ahead), addDays(today, ahead + 7)]);
    }
    case 'after': {
      if (day.unit === 'minutes' || day.unit === 'hours') {
        const ms = day.count * (day.unit === 'hours' ? 3_600_000 : 60_000);
        return { at: here.startOf('minute').toMillis() + ms };
      }
      const date = here.plus({ [day.unit]: day.count }).toFormat('yyyy-MM-dd');
      return time === undefined ? momentOf(date, here.toFormat('HH:mm'), zone, now) : on(date);
    }
    case 'date': {
      const { month, dayOfMonth, year } = day;
      const years =
        year === undefined ? Array.from({ length: LEAP_YEARS + 1 }, (_, n) => here.year + n) : [year];
      const dates = years
        .map((each) => DateTime.fromObject({ year: each, month, day: dayOfMonth }, { zone: 'utc' }))
        .filter(({ isValid }) => isValid)
        .map((date) => date.toFormat('yyyy-MM-dd'));
      return firstToCome(dates);
    }
  }
}
