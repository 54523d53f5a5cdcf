import type { Span } from './levels.ts';

export interface Listening {
  /** Played over and over. */
  readonly loop?: Span | undefined;
  /** In order, and apart from each other. */
  readonly skipped: readonly Span[];
}

/** Where a player that has come to `atMs` has to go, or undefined: it plays on. A loop is heard as a whole, its silence too. */
export function jumpFrom(atMs: number, { loop, skipped }: Listening): number | undefined {
  if (loop) return atMs >= loop.toMs || atMs < loop.fromMs - 50 ? loop.fromMs : undefined;
  return skipped.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.toMs;
}

/** A key that is pressed again while a moment has just begun leads to the one before it. */
const JUST_BEGUN_MS = 1_000;

/** The moment before or after this one; undefined: there is none. */
export function neighbour(moments: readonly number[], atMs: number, step: 1 | -1): number | undefined {
  const sorted = [...moments].sort((one, other) => one - other);
  return step === 1
    ? sorted.find((moment) => moment > atMs + 50)
    : sorted.findLast((moment) => moment < atMs - JUST_BEGUN_MS);
}
