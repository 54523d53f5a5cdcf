// The tree while it is edited: rows in the order of the screen, a second level right below its first. Pure.
import type { Input } from '../../../shared/contract/index.ts';
import type { OutcomeNode } from '../../../shared/contract/outcomes.ts';
import { OUTCOMES_A_LEVEL } from '../../../shared/domain/outcome/tree.ts';

export interface Row extends Pick<OutcomeNode, 'retired' | 'consequences'> {
  /** The key, or one of this screen for what is new. */
  readonly id: string;
  readonly key: string | undefined;
  /** Empty: as the program calls it. */
  readonly name: string;
  readonly parentId: string | undefined;
}

export const rowsOf = (tree: readonly OutcomeNode[]): Row[] =>
  tree.map(({ key, parent, name = '', retired, consequences }) => ({
    id: key,
    key,
    name,
    parentId: parent,
    retired,
    consequences,
  }));

export function toSave(rows: readonly Row[]): Input<'outcomes.save'>['outcomes'] {
  return rows.map(({ key, name, parentId, retired, consequences }) => ({
    ...(key === undefined ? {} : { key }),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(parentId === undefined ? {} : { parentIndex: rows.findIndex(({ id }) => id === parentId) }),
    retired,
    consequences,
  }));
}

export const siblings = (rows: readonly Row[], parentId: string | undefined): Row[] =>
  rows.filter((row) => row.parentId === parentId && !row.retired);

export const isFull = (rows: readonly Row[], parentId: string | undefined): boolean =>
  siblings(rows, parentId).length >= OUTCOMES_A_LEVEL;

/** The digit that chooses it; undefined for a retired one. */
export function digitOf(rows: readonly Row[], row: Row): number | undefined {
  const place = siblings(rows, row.parentId).indexOf(row);
  return place < 0 ? undefined : place + 1;
}

export const changed = (rows: readonly Row[], id: string, change: Partial<Row>): Row[] =>
  rows.map((row) => (row.id === id ? { ...row, ...change } : row));

/** In the order of the screen again: each first level with its second below, retired ones last. */
function ordered(rows: readonly Row[]): Row[] {
  const level = (parentId: string | undefined) => [
    ...rows.filter((row) => row.parentId === parentId && !row.retired),
    ...rows.filter((row) => row.parentId === parentId && row.retired),
  ];
  return level(undefined).flatMap((row) => [row, ...level(row.id)]);
}

/** Before another one of the same level, whose second level it may thereby join. */
export function movedBefore(rows: readonly Row[], id: string, beforeId: string): Row[] {
  const row = rows.find((each) => each.id === id);
  const before = rows.find((each) => each.id === beforeId);
  if (!row || !before || id === beforeId || before.parentId === id || !mayStand(rows, row, before.parentId))
    return [...rows];
  const others = rows.filter((each) => each.id !== id);
  const at = others.indexOf(before);
  return ordered([...others.slice(0, at), { ...row, parentId: before.parentId }, ...others.slice(at)]);
}

/** One place up or down among those that are offered beside it. */
export function moved(rows: readonly Row[], id: string, by: 1 | -1): Row[] {
  const row = rows.find((each) => each.id === id);
  const level = row ? siblings(rows, row.parentId) : [];
  const other = row && level[level.indexOf(row) + by];
  if (!row || !other || row.retired) return [...rows];
  const swapped = rows.map((each) => (each === row ? other : each === other ? row : each));
  return ordered(swapped);
}

/** What has a second level of its own cannot be on one, and a full level takes no more. */
export function mayStand(rows: readonly Row[], row: Row, parentId: string | undefined): boolean {
  if (row.parentId === parentId) return true;
  const leads = rows.some((each) => each.parentId === row.id);
  return !(parentId !== undefined && leads) && (row.retired || !isFull(rows, parentId));
}

export const underOther = (rows: readonly Row[], id: string, parentId: string | undefined): Row[] =>
  ordered(changed(rows, id, { parentId }));

export const added = (rows: readonly Row[], id: string, parentId: string | undefined): Row[] =>
  ordered([
    ...rows,
    {
      id,
      key: undefined,
      name: '',
      parentId,
      retired: false,
      consequences: {
        reached: true,
        success: false,
        lead: { kind: 'done' },
        promise: 'offered',
        doNotCall: 'no',
      },
    },
  ]);

/** Out of the way, or offered again. A new one that was never saved is simply gone. */
export function retired(rows: readonly Row[], id: string, away: boolean): Row[] {
  const row = rows.find((each) => each.id === id);
  if (row?.key === undefined && away)
    return rows.filter((each) => each.id !== id && !(each.parentId === id && each.key === undefined));
  return ordered(changed(rows, id, { retired: away }));
}

/** New ones need a name; the program's own have theirs. */
export const nameless = (rows: readonly Row[], isKnown: (key: string) => boolean): Row | undefined =>
  rows.find(({ key, name }) => name.trim() === '' && !(key !== undefined && isKnown(key)));
