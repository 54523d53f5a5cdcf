/** What the thread of the duplicates is asked to do; plain data, it crosses a thread. */
export type DuplicateJob =
  | { readonly kind: 'sweep'; readonly databaseFile: string; readonly whole: boolean }
  | {
      readonly kind: 'merge' | 'undo';
      readonly databaseFile: string;
      readonly runId: string;
      readonly actorId: string;
      readonly country: string;
      readonly areaCode: string;
    };

/** `share` of a sweep; a run's own counts stand in the base. */
export interface DuplicateProgress {
  readonly share: number;
}

export interface DuplicateResult {
  readonly cancelled: boolean;
}
