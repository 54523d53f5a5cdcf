import type { CallResult } from '../call/call.ts';
import { CALL_RESULTS } from '../call/call.ts';

/** What is told apart in a report, besides time. */
export const DIMENSIONS = ['agent', 'line', 'list', 'outcome', 'channel', 'region'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A call with a customer that is over. Times: UTC ms. */
export interface MeasuredCall {
  readonly direction: 'inbound' | 'outbound';
  readonly result: CallResult | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly heldMs: number;
  /** When the wrap-up was closed; null: there was none, or it is still open. */
  readonly wrappedUpAt: number | null;
  /** The other side, the same in each of its calls; 0: not known, so nobody can be called back. */
  readonly party: number;
  readonly keys: Readonly<Record<Dimension, string | null>>;
}

/**
 * The calls of one day of UTC, oldest first, a column each: a report on a year looks at a million calls, and numbers side
 * by side are read some fifty times as fast as rows. Calls and not sums, so that zones, thresholds and filters are exact.
 */
export interface CallColumns {
  /** Days since 1970. */
  readonly day: number;
  readonly length: number;
  readonly startedAt: Float64Array;
  readonly party: Float64Array;
  readonly waitMs: Int32Array;
  readonly talkMs: Int32Array;
  readonly holdMs: Int32Array;
  readonly wrapUpMs: Int32Array;
  /** Place in `names` of its dimension. */
  readonly keys: Readonly<Record<Dimension, Uint16Array>>;
  /** Bits of `FLAG`; above them the place in `RESULTS`. */
  readonly flags: Uint8Array;
  readonly names: Readonly<Record<Dimension, readonly (string | null)[]>>;
}

export const FLAG = { inbound: 1, answered: 2, clockSetBack: 4 } as const;
const RESULT_SHIFT = 3;
export const RESULTS: readonly (CallResult | null)[] = [null, ...CALL_RESULTS];
export const resultOf = (flags: number): CallResult | null => RESULTS[flags >> RESULT_SHIFT] ?? null;

/** Who left an open wrap-up over night did not work on it: longer ones count as this. */
export const LONGEST_WRAP_UP_MS = 30 * 60_000;
/** 24 days: what the columns can hold, and longer than any talk. */
const LONGEST_MS = 2 ** 31 - 1;

export function columnsOf(day: number, calls: readonly MeasuredCall[]): CallColumns {
  const { length } = calls;
  const dictionaries = dimensioned(() => new Map<string | null, number>());
  const columns = {
    startedAt: new Float64Array(length),
    party: new Float64Array(length),
    waitMs: new Int32Array(length),
    talkMs: new Int32Array(length),
    holdMs: new Int32Array(length),
    wrapUpMs: new Int32Array(length),
    flags: new Uint8Array(length),
  };
  const keys = dimensioned(() => new Uint16Array(length));
  for (const [i, call] of calls.entries()) {
    const times = timesOf(call);
    columns.startedAt[i] = call.startedAt;
    columns.party[i] = call.party;
    columns.waitMs[i] = times.waitMs;
    columns.talkMs[i] = times.talkMs;
    columns.holdMs[i] = times.holdMs;
    columns.wrapUpMs[i] = times.wrapUpMs;
    columns.flags[i] =
      (call.direction === 'inbound' ? FLAG.inbound : 0) |
      (call.answeredAt === null ? 0 : FLAG.answered) |
      (times.clockSetBack ? FLAG.clockSetBack : 0) |
      (RESULTS.indexOf(call.result) << RESULT_SHIFT);
    for (const dimension of DIMENSIONS) {
      const dictionary = dictionaries[dimension];
      const key = call.keys[dimension];
      const place = dictionary.get(key) ?? dictionary.size;
      dictionary.set(key, place);
      keys[dimension][i] = place;
    }
  }
  return {
    day,
    length,
    ...columns,
    keys,
    names: dimensioned((dimension) => [...dictionaries[dimension].keys()]),
  };
}

export const dimensioned = <T>(make: (dimension: Dimension) => T): Record<Dimension, T> =>
  Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, make(dimension)])) as Record<Dimension, T>;

/** Talk is without holds; a clock that was set back makes no time negative. */
function timesOf({ startedAt, answeredAt, endedAt, heldMs, wrappedUpAt }: MeasuredCall) {
  const end = endedAt ?? answeredAt ?? startedAt;
  const wait = (answeredAt ?? end) - startedAt;
  const whole = answeredAt === null ? 0 : end - answeredAt;
  const wrapUp = wrappedUpAt === null ? 0 : wrappedUpAt - end;
  const held = Math.min(Math.max(heldMs, 0), Math.max(whole, 0));
  return {
    waitMs: bounded(wait, LONGEST_MS),
    talkMs: bounded(whole - held, LONGEST_MS),
    holdMs: bounded(held, LONGEST_MS),
    wrapUpMs: bounded(wrapUp, LONGEST_WRAP_UP_MS),
    clockSetBack: wait < 0 || whole < 0 || wrapUp < 0,
  };
}

const bounded = (ms: number, most: number): number => Math.min(Math.max(ms, 0), most);
