/** Quick at first, since a call may be ringing; then slow, so that a broken program does not eat the machine. */
const DELAYS_MS = [100, 250, 500, 1000, 2000, 5000] as const;

/** A process that lived this long was healthy: its next crash is counted as the first. */
export const HEALTHY_MS = 60_000;

/** How long to wait before the next start, after so many crashes in a row (1 and more). */
export function restartDelay(crashes: number): number {
  return DELAYS_MS[Math.min(Math.max(crashes, 1), DELAYS_MS.length) - 1] ?? 5000;
}

/** Counts crashes in a row. `now`: any clock in milliseconds. */
export function crashCounter(now: () => number = Date.now) {
  let crashes = 0;
  let startedAt = now();
  return {
    started(): void {
      startedAt = now();
    },
    /** Tells the delay before the next start. */
    crashed(): { crashes: number; delayMs: number } {
      crashes = now() - startedAt >= HEALTHY_MS ? 1 : crashes + 1;
      return { crashes, delayMs: restartDelay(crashes) };
    },
    reset(): void {
      crashes = 0;
    },
  };
}
