// The order of fields while it is changed: groups in the order of their first field, each group's fields together. Pure.
import type { OwnField } from '../../../shared/contract/own-fields.ts';

export interface Placed {
  readonly id: string;
  readonly group: string;
}

/** As it is sent: each group together, the first one first. */
export function together(fields: readonly Placed[]): Placed[] {
  const groups = [...new Set(fields.map(({ group }) => group))];
  return groups.flatMap((group) => fields.filter((field) => field.group === group).map(placed));
}

const placed = ({ id, group }: Placed): Placed => ({ id, group });

/** One place up or down; over the edge of its group it joins the next one. */
export function moved(fields: readonly Placed[], id: string, by: 1 | -1): Placed[] {
  const all = together(fields);
  const at = all.findIndex((field) => field.id === id);
  const field = all[at];
  const other = all[at + by];
  if (!field || !other) return all;
  if (other.group !== field.group)
    return all.map((each) => (each.id === id ? { id, group: other.group } : each));
  return all.with(at, other).with(at + by, field);
}

/** Before another one, in its group. */
export function movedBefore(fields: readonly Placed[], id: string, beforeId: string): Placed[] {
  const all = together(fields);
  const before = all.find((field) => field.id === beforeId);
  if (!before || id === beforeId) return all;
  const others = all.filter((field) => field.id !== id);
  return together(others.toSpliced(others.indexOf(before), 0, { id, group: before.group }));
}

export const regrouped = (fields: readonly Placed[], from: string, to: string): Placed[] =>
  together(fields.map(({ id, group }) => ({ id, group: group === from ? to.trim() : group })));

export const groupsOf = (fields: readonly OwnField[]): { group: string; fields: OwnField[] }[] =>
  [...new Set(fields.map(({ group }) => group))].map((group) => ({
    group,
    fields: fields.filter((field) => field.group === group),
  }));
