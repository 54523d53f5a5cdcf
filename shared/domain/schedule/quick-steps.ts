import { DateTime } from 'luxon';
import { momentOf } from './clock.ts';
import { addDays, dayOf, daysBetween, knownZone } from './day.ts';
import type { QuickSetting } from './quick-time.ts';
import { SHORT_WEEKDAYS } from './quick-words.ts';

const QUARTER = 15;
const DAY_AHEAD = 6;

/** A moment as `readQuickTime` reads it back, as short as it can be said: "14:30", "tue 10:00", "12.12 10:00". */
export function writeQuickTime(at: number, { now, zone }: QuickSetting, language: string): string {
  const there = DateTime.fromMillis(at, { zone: knownZone(zone) });
  const time = there.toFormat('HH:mm');
  const ahead = daysBetween(dayOf(now, zone), dayOf(at, zone));
  if (ahead === 0) return time;
  if (ahead > 0 && ahead <= DAY_AHEAD)
    return `${(SHORT_WEEKDAYS[language] ?? SHORT_WEEKDAYS.en)?.[there.weekday - 1]} ${time}`;
  return there.toFormat(ahead < 300 && ahead > 0 ? 'd.MM HH:mm' : 'd.MM.yyyy HH:mm');
}

export type QuickStep = 'quarter' | 'hour' | 'day';

/**
 * The next moment that an arrow key leads to: full quarters and hours of the customer's clock, or the same time a day on.
 * Never in the past: it stays where it is.
 */
export function stepQuickTime(
  at: number,
  step: QuickStep,
  direction: 1 | -1,
  { now, zone }: QuickSetting,
): number {
  const there = DateTime.fromMillis(at, { zone: knownZone(zone) });
  const minutes = step === 'hour' ? 60 : QUARTER;
  const over = (step === 'hour' ? there.minute : there.minute % QUARTER) + there.second / 60;
  const toGrid = direction === 1 ? minutes - over : over === 0 ? -minutes : -over;
  const next =
    step === 'day'
      ? momentOf(addDays(dayOf(at, zone), direction), there.toFormat('HH:mm'), zone, now).at
      : there.plus({ milliseconds: Math.round(toGrid * 60_000) }).toMillis();
  return next > now ? next : at;
}

export type Suggested = 'twoHours' | 'tomorrow' | 'workday';

/** In two hours, tomorrow at this time, and the working day after that at ten; on the customer's clock. */
export function suggestQuickTimes({ now, zone }: QuickSetting): { kind: Suggested; at: number }[] {
  const here = DateTime.fromMillis(now, { zone: knownZone(zone) }).startOf('minute');
  const today = dayOf(now, zone);
  const workday = [2, 3, 4].find((days) => here.plus({ days }).weekday <= 5) ?? 2;
  return [
    { kind: 'twoHours', at: here.plus({ hours: 2 }).toMillis() },
    { kind: 'tomorrow', at: momentOf(addDays(today, 1), here.toFormat('HH:mm'), zone, now).at },
    { kind: 'workday', at: momentOf(addDays(today, workday), '10:00', zone, now).at },
  ];
}
