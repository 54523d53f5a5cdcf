import type { ImportProgress } from '../../../shared/contract/imports.ts';

/** What became of the rows so far. Whenever a run has ended by itself, created + merged + rejected = rows. */
export interface Counts {
  readonly rows: number;
  readonly processed: number;
  readonly created: number;
  readonly merged: number;
  readonly rejected: number;
  /** Numbers that were kept as text. */
  readonly asText: number;
}

export const NO_COUNTS: Counts = { rows: 0, processed: 0, created: 0, merged: 0, rejected: 0, asText: 0 };

export type ImportState = ImportProgress['state'];

/** Events a second at most while an import runs. */
const EVENTS_PER_SECOND = 4;

/** Lets a call through at most `EVENTS_PER_SECOND` times a second. */
export function throttle<T>(
  pass: (value: T) => void,
  now: () => number = () => performance.now(),
): (value: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (value) => {
    const at = now();
    if (at - last < 1000 / EVENTS_PER_SECOND) return;
    last = at;
    pass(value);
  };
}
