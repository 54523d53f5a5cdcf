// How loud each side of a recording was, window by window: what its picture is drawn from, and what silence is found in.

/** A word has several of these, so a pause between two sentences is seen; an hour has 36,000. */
export const LEVEL_WINDOW_MS = 100;

/**
 * One byte a window: the square root of its peak (0..1), × 255. The root keeps what is quiet apart: at −46 dB, where the
 * noise of a line is, a linear byte would be 1.
 */
export interface Levels {
  readonly windowMs: number;
  readonly operator: Uint8Array;
  readonly customer: Uint8Array;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Below −34 dB of full scale nobody speaks: breath, a keyboard in the room and the noise of a line are there, a voice is not. */
const QUIET_PEAK = 0.02;

export const levelOf = (peak: number): number => Math.round(255 * Math.sqrt(Math.min(1, Math.max(0, peak))));
export const peakOf = (level: number): number => (level / 255) ** 2;

const QUIET = levelOf(QUIET_PEAK);

const windowsOf = ({ operator, customer }: Levels): number => Math.max(operator.length, customer.length);

const isQuiet = ({ operator, customer }: Levels, window: number): boolean =>
  (operator[window] ?? 0) < QUIET && (customer[window] ?? 0) < QUIET;

/** How much of it nobody speaks: 0..1; undefined for a recording of no length. */
export function silenceShare(levels: Levels): number | undefined {
  const windows = windowsOf(levels);
  if (windows === 0) return undefined;
  let quiet = 0;
  for (let window = 0; window < windows; window += 1) if (isQuiet(levels, window)) quiet += 1;
  return quiet / windows;
}

/** A pause that is part of talking is not skipped, */
const LONG_MS = 1_500;
/** and of a longer one so much is left on both sides that no word loses its beginning. */
const LEFT_MS = 300;

/** What a listener who skips silence does not hear, in order. */
export function skippedSpans(levels: Levels): Span[] {
  const found: Span[] = [];
  const windows = windowsOf(levels);
  let from: number | undefined;
  for (let window = 0; window <= windows; window += 1) {
    if (window < windows && isQuiet(levels, window)) {
      from ??= window;
      continue;
    }
    if (from !== undefined && (window - from) * levels.windowMs >= LONG_MS) {
      // At the ends nothing follows, or precedes, whose beginning could be lost.
      const fromMs = from === 0 ? 0 : from * levels.windowMs + LEFT_MS;
      const toMs = window === windows ? window * levels.windowMs : window * levels.windowMs - LEFT_MS;
      found.push({ fromMs, toMs });
    }
    from = undefined;
  }
  return found;
}

export interface LevelMeter {
  /** The next samples of both sides, −1..1; equally many. */
  add(operator: Float32Array, customer: Float32Array): void;
  /** What was heard until now. */
  levels(): Levels;
}

/** Takes a recording in pieces of any size, so that an hour of it need not be in the memory. */
export function createLevelMeter(sampleRate: number): LevelMeter {
  const perWindow = Math.max(1, Math.round((sampleRate * LEVEL_WINDOW_MS) / 1_000));
  const done: { operator: number[]; customer: number[] } = { operator: [], customer: [] };
  let peaks = { operator: 0, customer: 0 };
  let taken = 0;
  const close = () => {
    done.operator.push(levelOf(peaks.operator));
    done.customer.push(levelOf(peaks.customer));
    peaks = { operator: 0, customer: 0 };
    taken = 0;
  };
  return {
    add(operator, customer) {
      for (let n = 0; n < operator.length; n += 1) {
        const left = Math.abs(operator[n] ?? 0);
        const right = Math.abs(customer[n] ?? 0);
        if (left > peaks.operator) peaks.operator = left;
        if (right > peaks.customer) peaks.customer = right;
        taken += 1;
        if (taken === perWindow) close();
      }
    },
    levels() {
      if (taken > 0) close();
      return {
        windowMs: LEVEL_WINDOW_MS,
        operator: Uint8Array.from(done.operator),
        customer: Uint8Array.from(done.customer),
      };
    },
  };
}
