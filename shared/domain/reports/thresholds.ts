/** What the firm promises, and what it does not count against itself. */
export interface Thresholds {
  /** Answered within this is in service, ms. */
  readonly serviceMs: number;
  /** Who hangs up sooner than this did not wait for us, ms. */
  readonly shortAbandonMs: number;
  /** How long after a missed call it still counts as saved, ms. */
  readonly savedWithinMs: number;
}
