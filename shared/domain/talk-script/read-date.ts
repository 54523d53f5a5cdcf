import { plain, weekdayOf } from '../schedule/quick-words.ts';
import { fold } from '../text/fold.ts';
import { isDate } from './answer.ts';

/** Days from today. Any language is understood, since people mix them. */
const RELATIVE: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  сегодня: 0,
  завтра: 1,
  послезавтра: 2,
  вчера: -1,
  сьогодні: 0,
  післязавтра: 2,
  вчора: -1,
};

/** Beginnings of the months' names, by which a name in any form is known: мая, май, травня. Folded when they are used. */
const MONTHS: ReadonlyArray<readonly string[]> = [
  ['jan', 'янв', 'січ'],
  ['feb', 'фев', 'лют'],
  ['mar', 'мар', 'бер'],
  ['apr', 'апр', 'кві'],
  ['may', 'май', 'мая', 'тра'],
  ['jun', 'июн', 'чер'],
  ['jul', 'июл', 'лип'],
  ['aug', 'авг', 'сер'],
  ['sep', 'сен', 'вер'],
  ['oct', 'окт', 'жов'],
  ['nov', 'ноя', 'лис'],
  ['dec', 'дек', 'гру'],
];

const relative = new Map(Object.entries(RELATIVE).map(([word, days]) => [fold(word), days]));
const months = MONTHS.map((names) => names.map(fold));

/**
 * A day as people write it: "2027-03-10", "10.03.2027", "10/3", "10 march", "10 березня 2027", "tomorrow",
 * "tue". The day comes first, as everywhere but in the United States. Without a year, or by its weekday, it is the nearest
 * one in the `direction`.
 *
 * @param today `yyyy-mm-dd`
 */
export function readDate(typed: string, today: string, direction: 'past' | 'future'): string | undefined {
  const words = fold(typed);
  const days = relative.get(words);
  if (days !== undefined) return isDate(today) ? dayAfter(today, days) : undefined;
  const weekday = weekdayOf(plain(typed));
  if (weekday !== undefined) return isDate(today) ? nearestWeekday(weekday, today, direction) : undefined;
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /^(\d{1,2})[./\s](\d{1,2})(?:[./\s](\d{2}|\d{4}))?\.?$/.exec(words);
  if (figures) return nearest(Number(figures[2]), Number(figures[1]), figures[3], today, direction);
  const named =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.?\s*(?<month>\p{L}{3,})\.?,?(?:\s+(?<year>\d{4}))?(?:\s*\p{L}+\.?)?$/u.exec(
      words,
    ) ?? /^(?<month>\p{L}{3,})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(?<year>\d{4}))?$/u.exec(words);
  if (!named?.groups) return undefined;
  const { day, month = '', year } = named.groups;
  const index = months.findIndex((names) => names.some((name) => month.startsWith(name)));
  return index < 0 ? undefined : nearest(index + 1, Number(day), year, today, direction);
}

function nearest(
  month: number,
  day: number,
  year: string | undefined,
  today: string,
  direction: 'past' | 'future',
): string | undefined {
  if (year !== undefined) return dateOf(Number(year.length === 2 ? `20${year}` : year), month, day);
  const thisYear = Number(today.slice(0, 4));
  // Eight years reach the next 29 February even over a century without one.
  for (let distance = 0; distance <= 8; distance++) {
    const date = dateOf(thisYear + (direction === 'future' ? distance : -distance), month, day);
    if (date !== undefined && (direction === 'future' ? date >= today : date <= today)) return date;
  }
  return undefined;
}

function dateOf(year: number, month: number, day: number): string | undefined {
  const pad = (value: number, length: number) => String(value).padStart(length, '0');
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isDate(date) ? date : undefined;
}

/** @param weekday 1 is Monday */
function nearestWeekday(weekday: number, today: string, direction: 'past' | 'future'): string {
  const ahead = (weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7;
  return dayAfter(today, direction === 'future' || ahead === 0 ? ahead : ahead - 7);
}

function dayAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
