import {
  isAfternoon,
  isFiller,
  isIn,
  isMorning,
  isNext,
  isOne,
  isWeek,
  monthOf,
  NEAR_DAYS,
  plain,
  type Unit,
  unitOf,
  weekdayOf,
} from './quick-words.ts';

export type TypedDay =
  | { readonly kind: 'near'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly next: boolean }
  | { readonly kind: 'after'; readonly count: number; readonly unit: Unit }
  | {
      readonly kind: 'date';
      readonly month: number;
      readonly dayOfMonth: number;
      readonly year?: number | undefined;
    };

export interface TypedTime {
  readonly hour: number;
  readonly minute: number;
  /** A bare hour of the night: nobody calls then, so the afternoon is meant. */
  readonly afternoon: boolean;
}

export interface QuickPhrase {
  readonly day: TypedDay | undefined;
  readonly time: TypedTime | undefined;
}

/** What was typed, by its words; which moment that is depends on now and on the zone. */
export function readPhrase(text: string): QuickPhrase | 'empty' | 'unknown' {
  const written = plain(text);
  if (written === '') return 'empty';
  if (/^(in |через |за )?(half an hour|полчаса|півгодини)$/.test(written))
    return { day: { kind: 'after', count: 30, unit: 'minutes' }, time: undefined };
  const words = written
    // "2h30m", "10am": letters and digits are words of their own; dots and colons stay with their digits.
    .replace(/(\d)([a-zа-яіїєґ])/g, '$1 $2')
    .replace(/([a-zа-яіїєґ])\.?(?=\d)/g, '$1 ')
    .replace(/([a-zа-яіїєґ])\.(?=\s|$)/g, '$1')
    .replace(/^\+/, '+ ')
    .split(/\s+/)
    .filter(Boolean);
  const reader = new Words(words);
  const sum = reader.whole(lengthOfTime);
  if (sum) return { day: sum, time: undefined };
  const first = reader.try(typedDay);
  const time = reader.try(typedTime);
  const day = first ?? reader.try(typedDay);
  const nothing = day === undefined && time === undefined;
  return nothing || !reader.done ? 'unknown' : { day, time };
}

/** Words from left to right; a reader that does not understand leaves them where they are. */
class Words {
  #at = 0;
  readonly #words: readonly string[];
  constructor(words: readonly string[]) {
    this.#words = words;
  }
  get done(): boolean {
    return this.#at === this.#words.length;
  }
  get next(): string | undefined {
    return this.#words[this.#at];
  }
  take(fits: (word: string) => boolean): string | undefined {
    const word = this.next;
    if (word === undefined || !fits(word)) return undefined;
    this.#at += 1;
    return word;
  }
  try<T>(read: (words: Words) => T | undefined): T | undefined {
    const before = this.#at;
    const found = read(this);
    if (found === undefined) this.#at = before;
    return found;
  }
  whole<T>(read: (words: Words) => T | undefined): T | undefined {
    const before = this.#at;
    const found = read(this);
    if (found !== undefined && this.done) return found;
    this.#at = before;
    return undefined;
  }
}

const MINUTES_IN = { minutes: 1, hours: 60 } as const;
const NUMBER = /^\d{1,4}([.,]\d)?$/;

/** "+2h", "через 2 часа", "1h 30m", "3d", "in a week". */
function lengthOfTime(words: Words): TypedDay | undefined {
  const said = words.take((word) => word === '+' || isIn(word)) !== undefined;
  let minutes = 0;
  while (!words.done) {
    const counted = words.take((word) => NUMBER.test(word));
    if (counted === undefined && !said) return undefined;
    if (counted === undefined) words.take(isOne);
    const count = counted === undefined ? 1 : Number(counted.replace(',', '.'));
    const word = words.take((each) => unitOf(each, counted !== undefined) !== undefined);
    const unit = word === undefined ? undefined : unitOf(word, counted !== undefined);
    if (unit === undefined) return undefined;
    if (unit !== 'minutes' && unit !== 'hours')
      return minutes === 0 && Number.isInteger(count) ? { kind: 'after', count, unit } : undefined;
    minutes += Math.round(count * MINUTES_IN[unit]);
  }
  return minutes > 0 ? { kind: 'after', count: minutes, unit: 'minutes' } : undefined;
}

function typedDay(words: Words): TypedDay | undefined {
  // Before a word is taken off: "в 3 дня" is three in the afternoon, "3 дня" are three days.
  const ahead = words.try(daysAhead);
  if (ahead) return ahead;
  words.take(isFiller);
  return words.try(nearDay) ?? words.try(weekday) ?? words.try(numericDate) ?? words.try(namedDate);
}

/** A length of whole days before a time: "через 3 дня в 10". */
function daysAhead(words: Words): TypedDay | undefined {
  const said = words.take((word) => word === '+' || isIn(word)) !== undefined;
  const counted = words.take((word) => /^\d{1,3}$/.test(word));
  if (counted === undefined && !said) return undefined;
  const unit = unitOf(words.take((word) => unitOf(word, counted !== undefined) !== undefined) ?? '', true);
  if (unit === undefined || unit === 'minutes' || unit === 'hours') return undefined;
  return { kind: 'after', count: Number(counted ?? 1), unit };
}

function nearDay(words: Words): TypedDay | undefined {
  if (words.take((word) => word === 'day') && words.take((word) => word === 'after'))
    return words.take((word) => word === 'tomorrow') ? { kind: 'near', days: 2 } : undefined;
  const word = words.take((each) => NEAR_DAYS[each] !== undefined);
  return word === undefined ? undefined : { kind: 'near', days: NEAR_DAYS[word] ?? 0 };
}

function weekday(words: Words): TypedDay | undefined {
  const next = words.take(isNext) !== undefined;
  if (next && words.take(isWeek)) return { kind: 'weekday', weekday: 1, next };
  const day = weekdayOf(words.take((word) => weekdayOf(word) !== undefined) ?? '');
  return day === undefined ? undefined : { kind: 'weekday', weekday: day, next };
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);
const date = (dayOfMonth: number, month: number, year?: number): TypedDay | undefined =>
  month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31
    ? undefined
    : { kind: 'date', month, dayOfMonth, ...(year === undefined ? {} : { year: fullYear(year) }) };

/** "12.12", "12.12.26", "12/12", "2026-12-12"; days come first, as everywhere on the desk. */
function numericDate(words: Words): TypedDay | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words.next ?? '');
  const dotted = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?$/.exec(words.next ?? '');
  const found = iso
    ? date(Number(iso[3]), Number(iso[2]), Number(iso[1]))
    : dotted && date(Number(dotted[1]), Number(dotted[2]), dotted[3] ? Number(dotted[3]) : undefined);
  if (!found) return undefined;
  words.take(() => true);
  return found;
}

/** "12 dec", "dec 12", "12 декабря 2026". */
function namedDate(words: Words): TypedDay | undefined {
  const isDay = (word: string): boolean => /^\d{1,2}$/.test(word);
  const isMonth = (word: string): boolean => monthOf(word) !== undefined;
  const before = words.take(isDay);
  if (before !== undefined) words.take((word) => /^(st|nd|rd|th|го)$/.test(word));
  const month = words.take(isMonth);
  const day = before ?? words.take(isDay);
  if (month === undefined || day === undefined) return undefined;
  const year = words.take((word) => /^20\d\d$/.test(word));
  return date(Number(day), monthOf(month) ?? 0, year === undefined ? undefined : Number(year));
}

/** Hours that nobody means by a bare digit. */
const LAST_NIGHT_HOUR = 6;

function typedTime(words: Words): TypedTime | undefined {
  words.take(isFiller);
  if (words.take((word) => /^(noon|полдень|полудень|опівдні)$/.test(word)))
    return { hour: 12, minute: 0, afternoon: false };
  const written = words.take((word) => /^(\d{1,2}([:.]\d{2})?|\d{3,4})$/.test(word)) ?? '';
  const found = /^(\d{1,2})[:.]?(\d{2})?$/.exec(written);
  if (!found) return undefined;
  const bare = found[2] === undefined;
  const typed = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  const half = words.take((word) => isMorning(word) || isAfternoon(word));
  // "5 часов" says no more than "5".
  if (half === undefined && bare) words.take((word) => /^(oclock|часа?|часов)$/.test(word));
  if (typed > 23 || minute > 59 || (half !== undefined && (typed > 12 || typed === 0))) return undefined;
  if (half !== undefined)
    return { hour: (typed % 12) + (isAfternoon(half) ? 12 : 0), minute, afternoon: false };
  const afternoon = bare && typed >= 1 && typed <= LAST_NIGHT_HOUR && !written.startsWith('0');
  return { hour: afternoon ? typed + 12 : typed, minute, afternoon };
}
