import type { ColumnTarget } from './column.ts';
import { fold } from './fold.ts';

/**
 * A name for each column by which it is known again in another file, whatever its place: its header, folded; the second one
 * of the same header gets a count that no folded header has. A column without a header has none.
 */
export function columnKeys(header: readonly string[]): (string | undefined)[] {
  const seen = new Map<string, number>();
  return header.map((cell) => {
    const name = fold(cell.replace(/[№#]/g, ' '));
    if (name === '') return undefined;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  });
}

/** The same for two files with the same headers, in any order and writing. Undefined: there is nothing to know it by. */
export function fileKey(header: readonly string[]): string | undefined {
  const keys = columnKeys(header).filter((key) => key !== undefined);
  return keys.length === 0 ? undefined : keys.sort().join('\n');
}

export type RememberedColumns = Readonly<Record<string, ColumnTarget>>;

/** Where each column went, by its name. */
export function rememberColumns(
  header: readonly string[],
  mapping: readonly ColumnTarget[],
): RememberedColumns {
  return Object.fromEntries(
    columnKeys(header).flatMap((key, column) => {
      const target = mapping[column];
      return key === undefined || target === undefined ? [] : [[key, target]];
    }),
  );
}

/**
 * The mapping of the last time for this file's columns.
 * @param suggested what is said of a column that was not there, or went to a place that there is no more
 */
export function recallColumns(
  header: readonly string[],
  remembered: RememberedColumns,
  suggested: readonly ColumnTarget[],
  isTarget: (target: ColumnTarget) => boolean = () => true,
): ColumnTarget[] {
  const keys = columnKeys(header);
  return suggested.map((guess, column) => {
    const key = keys[column];
    const target = key === undefined ? undefined : remembered[key];
    return target !== undefined && isTarget(target) ? target : guess;
  });
}
