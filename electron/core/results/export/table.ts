/** A moment is the workplace's wall clock, `yyyy-mm-dd hh:mm`; null: nothing is known. */
export type Cell = string | number | null | { readonly wallClock: string };

/** A table on its way into a file: rows are made as they are written. */
export interface Table {
  readonly titles: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

export const seconds = (ms: number): number => Math.round(ms / 1000);
