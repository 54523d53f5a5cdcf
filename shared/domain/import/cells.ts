import type { ColumnTarget } from './column.ts';
import { tidy, tidyLines } from './fold.ts';
import { restore } from './formula.ts';

export interface Cell {
  readonly text: string;
  readonly column: number;
}
/** What a row has for each target, in the order of the columns. */
export type Columns = ReadonlyMap<ColumnTarget, readonly Cell[]>;

export function collect(cells: readonly string[], mapping: readonly ColumnTarget[]): Columns {
  const columns = new Map<ColumnTarget, Cell[]>();
  for (let column = 0; column < mapping.length; column++) {
    const target = mapping[column];
    const cell = cells[column];
    if (target === undefined || target === 'ignore' || cell === undefined || cell.trim() === '') continue;
    const text = restore(cell);
    const list = columns.get(target);
    if (list) list.push({ text, column });
    else columns.set(target, [{ text, column }]);
  }
  return columns;
}

export const joined = (columns: Columns, target: ColumnTarget, between = ' '): string =>
  (columns.get(target) ?? [])
    .map((cell) => tidy(cell.text))
    .filter(Boolean)
    .join(between);

export const lined = (columns: Columns, target: ColumnTarget): string =>
  (columns.get(target) ?? [])
    .map((cell) => tidyLines(cell.text))
    .filter(Boolean)
    .join('\n');

type Optional<K extends string, V> = Record<never, never> | Record<K, V>;
/** The key with its value, or nothing where there is none. */
export function optional<K extends string, V>(key: K, value: V | '' | undefined): Partial<Record<K, V>> {
  return (value === undefined || value === '' ? {} : { [key]: value }) as Optional<K, V> as Partial<
    Record<K, V>
  >;
}

/** The first cell that names one of our values; what names none is kept as a line of notes. */
export function oneOf<T>(
  columns: Columns,
  target: ColumnTarget,
  read: (text: string) => T | undefined,
  leftover: (cell: Cell) => void,
): T | undefined {
  let found: T | undefined;
  for (const cell of columns.get(target) ?? []) {
    const value = read(cell.text);
    if (value === undefined) leftover(cell);
    else found ??= value;
  }
  return found;
}
