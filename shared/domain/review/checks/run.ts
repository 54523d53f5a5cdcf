import type { Levels, Span } from '../../recording/levels.ts';
import type { Check, CheckResult } from './check.ts';
import { gapsIn, lengthOf, speechOf } from './speech.ts';

/** What is known of a recorded talk. */
export interface HeardTalk {
  /** Absent: not measured yet. */
  readonly levels?: Levels | undefined;
  readonly durationMs: number;
  /** From the answer to the beginning of the recording. */
  readonly missedMs: number;
  /** When the operator held the call, from the beginning of the recording. */
  readonly holds: readonly Span[];
  /** Required questions of the template that came before the operator; absent: no template led the talk. */
  readonly required?:
    | ReadonlyArray<{
        readonly title: string;
        readonly answered: boolean;
        readonly atMs?: number | undefined;
      }>
    | undefined;
}

/** The sound begins some tenths after the answer; one that was turned on by hand tells nothing of the beginning. */
const FROM_THE_BEGINNING_MS = 2_000;
/** Both have to speak for so long: "yes", "of course" and a laugh are signs of listening. */
const BOTH_MS = 600;
/** The customer must have been in the middle of something. */
const INTO_MS = 500;
/** As many places as somebody will look at. */
const MOST_PLACES = 20;

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/** @returns one result for each check, in their order */
export function runChecks(checks: readonly Check[], talk: HeardTalk): CheckResult[] {
  const { levels } = talk;
  const speech = levels && {
    operator: outside(speechOf(levels, 'operator'), talk.holds),
    customer: outside(speechOf(levels, 'customer'), talk.holds),
  };
  return checks.map((check) => {
    const found = measure(check, talk, speech);
    return { check, ...found, atMs: found.atMs.slice(0, MOST_PLACES) };
  });
}

/** What the customer says to the music, and who sits beside the operator, is no part of the talk. */
const outside = (spans: readonly Span[], holds: readonly Span[]): Span[] =>
  spans.flatMap((span) => gapsIn(span, holds));

type Found = Omit<CheckResult, 'check'>;
const UNKNOWN: Found = { verdict: 'unknown', atMs: [] };
const judged = (passed: boolean, value: number, atMs: readonly number[]): Found => ({
  verdict: passed ? 'passed' : 'failed',
  value,
  atMs,
});

function measure(
  check: Check,
  talk: HeardTalk,
  speech: { readonly operator: readonly Span[]; readonly customer: readonly Span[] } | undefined,
): Found {
  const whole = { fromMs: 0, toMs: talk.durationMs };
  switch (check.kind) {
    case 'hold': {
      const longest = longestOf(talk.holds);
      const long = talk.holds.filter(({ fromMs, toMs }) => toMs - fromMs > check.mostSeconds * 1000);
      return judged(
        long.length === 0,
        seconds(longest),
        long.map(({ fromMs }) => fromMs),
      );
    }
    case 'answers': {
      if (talk.required === undefined) return UNKNOWN;
      const left = talk.required.filter(({ answered }) => !answered);
      return {
        ...judged(
          left.length === 0,
          left.length,
          left.flatMap(({ atMs }) => atMs ?? []),
        ),
        open: left.map(({ title }) => title),
      };
    }
    default:
      break;
  }
  if (speech === undefined) return UNKNOWN;
  const { operator, customer } = speech;
  switch (check.kind) {
    case 'greeting': {
      if (talk.missedMs > FROM_THE_BEGINNING_MS) return UNKNOWN;
      const first = operator[0]?.fromMs;
      if (first === undefined) return { verdict: 'failed', atMs: [] };
      const after = first + Math.max(0, talk.missedMs);
      return judged(after <= check.withinSeconds * 1000, seconds(after), [first]);
    }
    case 'talkShare': {
      const [own, theirs] = [lengthOf(operator), lengthOf(customer)];
      if (own + theirs === 0) return UNKNOWN;
      const percent = Math.round((100 * own) / (own + theirs));
      return judged(percent >= check.leastPercent && percent <= check.mostPercent, percent, []);
    }
    case 'interruptions': {
      const places = operator.filter(({ fromMs, toMs }) =>
        customer.some(
          (theirs) => theirs.fromMs + INTO_MS <= fromMs && Math.min(toMs, theirs.toMs) - fromMs >= BOTH_MS,
        ),
      );
      return judged(
        places.length <= check.most,
        places.length,
        places.map(({ fromMs }) => fromMs),
      );
    }
    case 'deadAir': {
      const silent = gapsIn(whole, [...operator, ...customer, ...talk.holds]);
      const long = silent.filter(({ fromMs, toMs }) => toMs - fromMs > check.mostSeconds * 1000);
      return judged(
        long.length === 0,
        seconds(longestOf(silent)),
        long.map(({ fromMs }) => fromMs),
      );
    }
  }
}

const longestOf = (spans: readonly Span[]): number =>
  spans.reduce((longest, { fromMs, toMs }) => Math.max(longest, toMs - fromMs), 0);
