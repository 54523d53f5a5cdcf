import { meets, type OwnCondition } from '../own-field/condition.ts';
import type { OwnField, OwnType, OwnValue } from '../own-field/field.ts';
import { isList, readOwn } from '../own-field/value.ts';
import type { CallColumns } from './columns.ts';
import type { Counts } from './counts.ts';
import { Sums } from './sums.ts';
import { addedBy, noAdded, type Question, walk } from './tally.ts';

/** What a firm's own field says of the customer of each call of a block, in its order; JSON, null: nothing. */
export interface OwnColumn {
  /** Place in `names`. */
  readonly places: Uint16Array;
  readonly names: readonly (string | null)[];
}

/** Types whose values are few, so that a report can be parted by them. */
export const GROUPING_TYPES: readonly OwnType[] = ['choice', 'multi', 'yesNo'];

/** Ids of options, `yes`, `no`. What was written for another type and is none of this one is no part of it. */
export function keysOf(field: OwnField, kept: string | null): readonly string[] {
  if (kept === null) return [];
  const reading = readOwn(field, JSON.parse(kept) as OwnValue);
  if (!('value' in reading)) return [];
  const { value } = reading;
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  if (isList(value)) return value;
  return typeof value === 'string' ? [value] : [];
}

/** Whether the customer of a call meets all conditions. A call without one has no values. */
export const meetsIn = (field: OwnField, condition: OwnCondition, kept: string | null): boolean =>
  meets(field, condition, kept === null ? undefined : (JSON.parse(kept) as OwnValue));

/**
 * The counts of each key of a field, most calls first; null: of those who have none. A customer with several choices counts in each
 * of them, so that parts may be more than the whole.
 */
export function tallyOwn(
  blocks: readonly CallColumns[],
  question: Question,
  columnOf: (block: CallColumns) => OwnColumn,
  keysOfName: (name: string | null) => readonly string[],
): ReadonlyArray<{ readonly key: string | null } & Counts> {
  const sums = new Sums();
  const rows = new Map<string | null, number>();
  const rowOf = (key: string | null) => {
    const known = rows.get(key) ?? rows.size;
    rows.set(key, known);
    return known;
  };
  const added = noAdded();
  let block: CallColumns | undefined;
  let column: OwnColumn = { places: new Uint16Array(), names: [] };
  let rowsOf: (readonly number[] | undefined)[] = [];
  walk(blocks, question, (call) => {
    if (call.block !== block) {
      block = call.block;
      column = columnOf(block);
      rowsOf = [];
    }
    const place = column.places[call.i] as number;
    let meant = rowsOf[place];
    if (meant === undefined) {
      const keys = keysOfName(column.names[place] ?? null);
      meant = keys.length === 0 ? [rowOf(null)] : keys.map(rowOf);
      rowsOf[place] = meant;
    }
    addedBy(call, added);
    for (const row of meant) sums.add(row, added);
  });
  return [...rows].map(([key, row]) => ({ key, ...sums.get(row) })).sort((a, b) => b.calls - a.calls);
}
