// Words of time that a caller types, in English, Russian and Ukrainian at once: nobody switches a language for a date.

export type Unit = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/** Lower case, one space, without marks in which keyboards differ. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’ʼ`]/g, '')
    .replace(/[,;]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const UNITS: ReadonlyArray<readonly [RegExp, Unit]> = [
  [/^(m|min|mins|minutes?|м|мин|минут[аыу]?|хв|хвилин[аиу]?)$/, 'minutes'],
  [/^(h|hrs?|hours?|ч|час(а|ов)?|г|годин[аиу]?)$/, 'hours'],
  [/^(d|days?|д|дн|день|дня|дней|дн[іи]|днів)$/, 'days'],
  [/^(w|wks?|weeks?|нед|недел[яюьие]|тиж|тижд(ень|ня)|тижн[іяів]{1,2})$/, 'weeks'],
  [/^(mo|months?|мес|месяц(а|ев)?|міс|місяц[ьіяів]{1,2})$/, 'months'],
  [/^(y|years?|года|лет|рік|рок[иуів]{1,2})$/, 'years'],
];

/** "год" is an hour in Ukrainian ("2 год") and a year in Russian ("через год"). */
export function unitOf(word: string, counted: boolean): Unit | undefined {
  if (word === 'год') return counted ? 'hours' : 'years';
  return UNITS.find(([known]) => known.test(word))?.[1];
}

/** Monday is 1. */
const WEEKDAYS: ReadonlyArray<RegExp> = [
  /^(mo|mon(day)?|пн|пон[а-яіїєґ]*)$/,
  /^(tu|tues?(day)?|вт|втор[а-я]*|вівт[а-яіїєґ]*)$/,
  /^(we|wed(nesday)?|ср|сре[а-я]*|сере[а-яіїєґ]*)$/,
  /^(th|thu(rs?)?(day)?|чт|четв[а-яіїєґ]*)$/,
  /^(fr|fri(day)?|пт|пят[а-яіїєґ]*)$/,
  /^(sat(urday)?|сб|суб[а-яіїєґ]*)$/,
  /^(su|sun(day)?|вс|воск[а-я]*|нд|неді[а-яіїєґ]*)$/,
];

export function weekdayOf(word: string): number | undefined {
  const found = WEEKDAYS.findIndex((known) => known.test(word));
  return found < 0 ? undefined : found + 1;
}

const MONTHS: ReadonlyArray<RegExp> = [
  /^(jan[a-z]*|янв[а-я]*|січ[а-яіїєґ]*)$/,
  /^(feb[a-z]*|фев[а-я]*|лют[а-яіїєґ]*)$/,
  /^(mar(ch)?|март?а?|бер[а-яіїєґ]*)$/,
  /^(apr[a-z]*|апр[а-я]*|кві[а-яіїєґ]*)$/,
  /^(may|ма[йя]|тра[а-яіїєґ]*)$/,
  /^(june?|июн[а-я]*|чер(в[а-яіїєґ]*)?)$/,
  /^(july?|июл[а-я]*|лип[а-яіїєґ]*)$/,
  /^(aug[a-z]*|авг[а-я]*|сер(п[а-яіїєґ]*)?)$/,
  /^(sept?[a-z]*|сен[а-я]*|вер[а-яіїєґ]*)$/,
  /^(oct[a-z]*|окт[а-я]*|жов[а-яіїєґ]*)$/,
  /^(nov[a-z]*|ноя[а-я]*|лис[а-яіїєґ]*)$/,
  /^(dec[a-z]*|дек[а-я]*|гру[а-яіїєґ]*)$/,
];

export function monthOf(word: string): number | undefined {
  const found = MONTHS.findIndex((known) => known.test(word));
  return found < 0 ? undefined : found + 1;
}

/** Days from today. */
export const NEAR_DAYS: Readonly<Record<string, number>> = {
  today: 0,
  сегодня: 0,
  сьогодні: 0,
  tomorrow: 1,
  tmr: 1,
  завтра: 1,
  послезавтра: 2,
  післязавтра: 2,
};

export const isNext = (word: string): boolean => /^(next|след(ующ[а-я]*)?|наст(упн[а-яіїєґ]*)?)$/.test(word);
export const isWeek = (word: string): boolean => unitOf(word, true) === 'weeks';
/** Before a day or a time, saying nothing. */
export const isFiller = (word: string): boolean => /^(on|at|the|в|во|у|о|об|на|к)$/.test(word);
/** Before a length of time. */
export const isIn = (word: string): boolean => /^(in|after|через|за)$/.test(word);
export const isOne = (word: string): boolean => /^(an?|one|один|одну|одна)$/.test(word);
export const isMorning = (word: string): boolean => /^(am|утра|ранку)$/.test(word);
export const isAfternoon = (word: string): boolean => /^(pm|дня|вечера|вечора)$/.test(word);

/** Short names of the weekdays as we write them, Monday first; each is read back. */
export const SHORT_WEEKDAYS: Readonly<Record<string, readonly string[]>> = {
  en: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  uk: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'нд'],
};
