/** How far a run that merges all certain pairs is. An undo begins at `undoing` and ends at `undone`. */
export type MergeRunState = 'running' | 'cancelled' | 'failed' | 'done' | 'undoing' | 'undone';

export interface MergeRunCounts {
  readonly total: number;
  readonly merged: number;
  /** Left alone: in use by somebody, changed since, or not within reach. */
  readonly skipped: number;
  readonly back: number;
  /** Stayed merged at the undo, since somebody worked on with it. */
  readonly kept: number;
}
