import { DateTime } from 'luxon';
import { knownZone } from './day.ts';

/** A moment that a wall clock was asked for. */
export interface ClockMoment {
  readonly at: number;
  /** The clocks leave that time out (`gap`: as much later), or show it twice (`twice`: the first that is still to come). */
  readonly change?: 'gap' | 'twice' | undefined;
}

/** Which moment a person means by a day (`yyyy-mm-dd`) and a time (`HH:mm`) of a zone. */
export function momentOf(day: string, time: string, zone: string, now: number): ClockMoment {
  const asked = `${day}T${time}`;
  const moment = DateTime.fromISO(asked, { zone: knownZone(zone) });
  const possible = moment.getPossibleOffsets().map((each) => each.toMillis());
  possible.sort((a, b) => a - b);
  const first = possible[0] ?? moment.toMillis();
  if (moment.toFormat("yyyy-MM-dd'T'HH:mm") !== asked) return { at: moment.toMillis(), change: 'gap' };
  if (possible.length < 2) return { at: first };
  return { at: possible.find((each) => each > now) ?? first, change: 'twice' };
}
