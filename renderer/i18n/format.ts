// Times, durations and counts in the operator's language. Pure; `useFormat` binds it to the language and the zone.
import type { Language } from '../../shared/contract/common.ts';
import { decimalsOf, type Money } from '../../shared/domain/goods/money.ts';

export interface Format {
  /** Talk or ring time, "4:10" or "1:04:10". */
  duration(ms: number): string;
  /** "14:30". */
  time(at: number, zone?: string): string;
  /** "Tue 24 Nov", with the year when it is not this one. */
  date(at: number, zone?: string): string;
  /** "Tue 24 Nov, 14:30". */
  dateTime(at: number, zone?: string): string;
  /** On paper, which is read in other years and places: "27 November 2026 at 14:30 GMT+2". */
  onPaper(at: number, zone?: string): string;
  /** "today 14:30", "yesterday 9:05", "tomorrow 10:00", otherwise as `dateTime`. */
  moment(at: number, now: number, zone?: string): string;
  number(value: number): string;
  /** "€1,234.50": minor units in the way of the person's language. */
  money(money: Money): string;
  /** A day of the calendar (`yyyy-mm-dd`), whatever the zone: "24 Nov 2026". */
  day(day: string): string;
  /** "1.2 MB". */
  size(bytes: number): string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ru: 'ru-RU', uk: 'uk-UA' };

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs 50 times a use of one, and a list of calls has hundreds of dates. */
function formatter(language: Language, zone: string | undefined, options: Intl.DateTimeFormatOptions) {
  const key = `${language}|${zone ?? ''}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], { ...options, ...validZone(zone) });
  formatters.set(key, made);
  return made;
}

function validZone(zone: string | undefined): { timeZone?: string } {
  if (!zone) return {};
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return { timeZone: zone };
  } catch {
    // A zone that this Chromium does not know: the workstation's own is nearer to the truth than no time at all.
    return {};
  }
}

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** As file managers count, by thousands. */
const SIZES = [
  ['megabyte', 1_000_000],
  ['kilobyte', 1_000],
  ['byte', 1],
] as const;

const moneyFormatters = new Map<string, Intl.NumberFormat>();

/** A code that is no currency is written as it is. */
function moneyFormatter(language: Language, currency: string): Intl.NumberFormat {
  const key = `${language}|${currency}`;
  const known = moneyFormatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency });
  moneyFormatters.set(key, made);
  return made;
}

const DAY_MS = 86_400_000;

const formats = new Map<string, Format>();

/** One for each language and zone: a card has dozens of places that ask for it in the same instant. */
export function createFormat(language: Language, defaultZone?: string): Format {
  const key = `${language}|${defaultZone ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = makeFormat(language, defaultZone);
  formats.set(key, made);
  return made;
}

function makeFormat(language: Language, defaultZone: string | undefined): Format {
  const dayKey = (at: number, zone: string | undefined) =>
    formatter(language, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
  const time = (at: number, zone = defaultZone) =>
    formatter(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const date = (at: number, zone = defaultZone) => {
    const year = (when: number) => formatter(language, zone, { year: 'numeric' }).format(when);
    const sameYear = year(at) === year(Date.now());
    return formatter(language, zone, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    })
      .format(at)
      .replace(/^(\p{L}+\.?),/u, '$1');
  };
  const dateTime = (at: number, zone = defaultZone) => `${date(at, zone)}, ${time(at, zone)}`;
  const relativeDay = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  return {
    duration,
    time,
    date,
    dateTime,
    onPaper: (at, zone = defaultZone) =>
      formatter(language, zone, {
        ...{ year: 'numeric', month: 'long', day: 'numeric' },
        ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'shortOffset' },
      }).format(at),
    moment(at, now, zone = defaultZone) {
      const day = dayKey(at, zone);
      for (const days of [0, -1, 1]) {
        if (dayKey(now + days * DAY_MS, zone) === day)
          return `${relativeDay.format(days, 'day')} ${time(at, zone)}`;
      }
      return dateTime(at, zone);
    },
    number: (value) => new Intl.NumberFormat(LOCALES[language]).format(value),
    money: ({ minor, currency }) =>
      moneyFormatter(language, currency).format(minor / 10 ** decimalsOf(currency)),
    day: (day) =>
      formatter(language, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' }).format(
        Date.parse(`${day}T00:00:00Z`),
      ),
    size(bytes) {
      const step = SIZES.find(([, least]) => bytes >= least) ?? SIZES[2];
      return new Intl.NumberFormat(LOCALES[language], {
        style: 'unit',
        unit: step[0],
        maximumFractionDigits: bytes / step[1] < 10 ? 1 : 0,
      }).format(bytes / step[1]);
    },
  };
}
