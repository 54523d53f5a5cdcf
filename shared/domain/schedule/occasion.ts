import { addDays, wallClock } from './day.ts';

export type RuleKind = 'contractEnd' | 'birthday' | 'noContact';

/** What of a rule decides when it speaks. */
export interface Rule {
  readonly kind: RuleKind;
  /** `contractEnd`, `birthday`: so many days before; `noContact`: after so many days without a talk. */
  readonly days: number;
  /** `HH:mm` at the workplace. */
  readonly time: string;
}

/** One reason of a rule to remind of one customer. */
export interface Occasion {
  /** The day that it is about, and what tells it from others: the rule's days are not in it, so changing them repeats nothing. */
  readonly day: string;
  /** Days (as a GLOB pattern) that would be the same occasion: a birthday that was corrected is still that of its year. */
  readonly same: string;
  /** The day on which it has to ring. */
  readonly ringOn: string;
}

/** A stretch of calendar days, both ends inside. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Promises are made this much before they ring, so that they stand in the plan of the coming week. */
export const AHEAD_DAYS = 7;
/**
 * A program that was closed for the longest holidays still tells. What is older is no reminder but a list to call
 * through: a rule that is new today must not bring the silences of ten years.
 */
export const CATCH_UP_DAYS = 30;
/** Nobody congratulates later than that. */
const BELATED_DAYS = 7;

/**
 * The days about which a rule has to speak today: the ends of contracts, the birthdays (of any year), the last talks.
 */
export function daysInSight({ kind, days }: Rule, today: string): Days {
  switch (kind) {
    case 'contractEnd':
      return { from: addDays(today, -CATCH_UP_DAYS), to: addDays(today, days + AHEAD_DAYS) };
    case 'birthday':
      // The whole year is in sight at most, so that nobody has two birthdays in it.
      return { from: addDays(today, -BELATED_DAYS), to: addDays(today, Math.min(days + AHEAD_DAYS, 350)) };
    case 'noContact':
      // Not ahead: who knows today that nobody will talk to them tomorrow?
      return { from: addDays(today, -days - CATCH_UP_DAYS), to: addDays(today, -days) };
  }
}

/**
 * What a customer's date means to a rule today. `fact`: the end of the contract, the birthday (`yyyy-mm-dd` or
 * `--mm-dd`), or the day of the last talk; undefined when it is out of sight.
 */
export function occasionOf(rule: Rule, fact: string, today: string): Occasion | undefined {
  const sight = daysInSight(rule, today);
  const inSight = (day: string) => sight.from <= day && day <= sight.to;
  if (rule.kind === 'birthday') {
    const years = [yearOf(sight.from), yearOf(sight.to)];
    const day = years.map((year) => birthdayIn(year, fact)).find(inSight);
    if (day === undefined) return undefined;
    return { day, same: `${day.slice(0, 4)}-*`, ringOn: addDays(day, -rule.days) };
  }
  if (!inSight(fact)) return undefined;
  const ringOn = addDays(fact, rule.kind === 'contractEnd' ? -rule.days : rule.days);
  return { day: fact, same: fact, ringOn };
}

/** Whether an occasion that was seen once is still true of what is known of the customer now. */
export function stillTrue(kind: RuleKind, day: string, fact: string): boolean {
  return day === (kind === 'birthday' ? birthdayIn(yearOf(day), fact) : fact);
}

/** Whoever was born on 29 February is congratulated on the 28th in other years: a day too early is never too late. */
export function birthdayIn(year: number, birthday: string): string {
  const monthDay = birthday.slice(-5);
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return `${String(year).padStart(4, '0')}-${monthDay === '02-29' && !leap ? '02-28' : monthDay}`;
}

/** How the birthdays of a day end: `mm-dd`, with those of 29 February on the 28th of other years. */
export function birthdaysOn(day: string): readonly string[] {
  const monthDay = day.slice(-5);
  return monthDay === '02-28' && birthdayIn(yearOf(day), '02-29') === day ? [monthDay, '02-29'] : [monthDay];
}

/**
 * The moment at which an occasion rings, at the rule's time at the workplace. One that should have rung on another day
 * rings the next time that the clock shows this, unless that would be after its day.
 */
export function ringsAt(
  rule: Rule,
  occasion: Occasion,
  { today, now, zone }: { readonly today: string; readonly now: number; readonly zone: string },
): number {
  if (occasion.ringOn >= today) return wallClock(occasion.ringOn, rule.time, zone);
  const atTime = wallClock(today, rule.time, zone);
  const canWait = rule.kind === 'noContact' || occasion.day > today;
  return atTime < now && canWait ? wallClock(addDays(today, 1), rule.time, zone) : atTime;
}

/** The title of a rule with the customer's name in it. */
export const titleFor = (title: string, name: string): string =>
  // A function: `$&` in a name is a name.
  title.replaceAll(/\{\{\s*contact\.name\s*\}\}/g, () => name).slice(0, 300);

const yearOf = (day: string): number => Number(day.slice(0, 4));
