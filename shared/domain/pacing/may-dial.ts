import type { CampaignState, PacingRules, Verdict, VerdictReason } from './campaign.ts';
import { dayName, daysLater, momentOf, wallTime } from './zone-clock.ts';

/** Everything that decides whether a number may be dialled at a moment. What is absent is not asked about. */
export interface DialQuestion {
  readonly now: number;
  /** Absent: no list; then only what holds for every call is asked: do-not-call and a refused consent. */
  readonly rules?: PacingRules | undefined;
  /** Of the list. */
  readonly state?: CampaignState | undefined;
  /** The number can be dialled at all. */
  readonly hasNumber: boolean;
  readonly doNotCall: { readonly number: boolean; readonly customer: boolean };
  readonly consent?: 'given' | 'refused' | undefined;
  /** IANA zone of the customer. */
  readonly zone: string;
  /** Public holidays of the customer's country, `yyyy-mm-dd` to name. */
  readonly holidays: ReadonlyMap<string, string>;
  /** So far in this list, all numbers together. */
  readonly attempts: number;
  /** Times of earlier attempts with this very number; those of the last two days suffice. */
  readonly attemptsOfNumber: readonly number[];
  /** The list's own retry pause, or the promise. */
  readonly nextAt?: number | undefined;
  /** The last talk with this customer outside of this prospect's own attempts. */
  readonly lastTalkAt?: number | undefined;
}

/** A rule that passes with time: it forbids until a moment, which is later than the one asked about. */
interface Hindrance {
  readonly because: VerdictReason;
  readonly until: number;
  readonly detail?: string;
}

/** More than the longest pause between two calling days of any calendar, in steps of one rule each. */
const MOST_STEPS = 1000;

const no = (because: VerdictReason, detail?: string): Verdict => ({
  allowed: false,
  because,
  ...(detail === undefined ? {} : { detail }),
});

/**
 * May this number be dialled now? The one answer for the dialler, the card and the dial box.
 *
 * What time does not change comes first. Of what does, the first rule that forbids is the reason, and `until` is the
 * first moment at which none of them does.
 */
export function mayDial(question: DialQuestion): Verdict {
  const { rules, now } = question;
  const never = forGood(question);
  if (never !== undefined || rules === undefined) return never ?? { allowed: true };
  const first = hindrance(question, rules, now);
  if (first === undefined) return { allowed: true };
  const until = firstFree(question, rules, first.until);
  const { because, detail } = first;
  return {
    allowed: false,
    because,
    ...(until === undefined ? {} : { until }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function forGood({
  rules,
  state,
  hasNumber,
  doNotCall,
  consent,
  attempts,
}: DialQuestion): Verdict | undefined {
  if (doNotCall.number) return no('doNotCallNumber');
  if (doNotCall.customer) return no('doNotCallCustomer');
  // Who has said no is not called by any rule; silence forbids only where the list needs a yes.
  if (consent === 'refused') return no('noConsent');
  if (rules === undefined) return undefined;
  if (rules.needsConsent && consent !== 'given') return no('noConsent');
  if (!hasNumber) return no('noNumber');
  if (attempts >= rules.maxAttempts) return no('maxAttempts', String(attempts));
  if (state !== undefined && state !== 'running') return no('campaignNotRunning');
  return undefined;
}

function firstFree(question: DialQuestion, rules: PacingRules, from: number): number | undefined {
  let at = from;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = hindrance(question, rules, at);
    if (next === undefined) return at;
    at = next.until;
  }
  // A week without a calling day.
  return undefined;
}

/** The first rule that forbids it at this moment, in the order in which a person would ask. */
function hindrance(question: DialQuestion, rules: PacingRules, at: number): Hindrance | undefined {
  return (
    pause(question, at) ??
    quiet(question, rules, at) ??
    dayFull(question, rules, at) ??
    closed(question, rules, at)
  );
}

function pause({ nextAt }: DialQuestion, at: number): Hindrance | undefined {
  return nextAt !== undefined && nextAt > at ? { because: 'retryPause', until: nextAt } : undefined;
}

function quiet(
  { lastTalkAt, zone }: DialQuestion,
  { quietDays }: PacingRules,
  at: number,
): Hindrance | undefined {
  if (lastTalkAt === undefined || quietDays === 0) return undefined;
  const until = daysLater(lastTalkAt, quietDays, zone);
  return until > at ? { because: 'quietDays', until, detail: String(quietDays) } : undefined;
}

/** Attempts count on the customer's own day, so that midnight at the firm gives nobody three more. */
function dayFull(
  { attemptsOfNumber, zone }: DialQuestion,
  { maxAttemptsADay }: PacingRules,
  at: number,
): Hindrance | undefined {
  if (attemptsOfNumber.length < maxAttemptsADay) return undefined;
  const { day } = wallTime(at, zone);
  const today = attemptsOfNumber.filter((attempt) => wallTime(attempt, zone).day === day).length;
  if (today < maxAttemptsADay) return undefined;
  return { because: 'maxAttemptsADay', until: momentOf(day + 1, 0, zone, at), detail: String(today) };
}

/** Whether the rules' hours, week and holidays forbid this moment of the customer's clock; nothing else is asked. */
export function closed(
  { zone, holidays }: Pick<DialQuestion, 'zone' | 'holidays'>,
  { hours, restOnHolidays }: PacingRules,
  at: number,
): Hindrance | undefined {
  const { day, weekday, minute } = wallTime(at, zone);
  const tomorrow = (): number => momentOf(day + 1, 0, zone, at);
  const today = hours[weekday];
  if (!today) return { because: 'restDay', until: tomorrow() };
  const holiday = restOnHolidays ? holidays.get(dayName(day)) : undefined;
  if (holiday !== undefined) return { because: 'holiday', until: tomorrow(), detail: holiday };
  if (minute >= today.from && minute < today.to) return undefined;
  const until = minute < today.from ? momentOf(day, today.from, zone, at) : tomorrow();
  return { because: 'outsideHours', until, detail: clock(minute) };
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
