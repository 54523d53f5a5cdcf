import { describe, expect, test } from 'vitest';
import { outcomeRequests } from '../../../shared/contract/outcomes.ts';
import { builtInOutcomes, isBuiltIn } from '../../../shared/domain/outcome/outcome.ts';
import { treeOf } from '../../../shared/domain/outcome/tree.ts';
import * as model from './editor-model.ts';

const rows = model.rowsOf(builtInOutcomes());
const ids = (of: readonly model.Row[]) => of.map(({ id }) => id);

test('what was not changed is saved as it was', () => {
  const outcomes = model.toSave(rows);
  expect(outcomeRequests['outcomes.save'].input.parse({ outcomes })).toEqual({ outcomes });
  expect(treeOf(outcomes, builtInOutcomes(), () => 'new')).toEqual(builtInOutcomes());
});

describe('order', () => {
  test('goes one place within a level, and takes the second level along', () => {
    expect(ids(model.moved(rows, 'refused', -1)).slice(0, 4)).toEqual([
      'agreed',
      'refused',
      'doNotCall',
      'callback',
    ]);
    expect(ids(model.moved(rows, 'agreed', -1))).toEqual(ids(rows));
  });

  test('a row that is dropped stands before the other, on its level', () => {
    const dropped = model.movedBefore(rows, 'complaint', 'doNotCall');
    expect(dropped.find(({ id }) => id === 'complaint')?.parentId).toBe('refused');
    expect(model.digitOf(dropped, dropped.find(({ id }) => id === 'complaint') ?? expect.fail())).toBe(1);
  });

  test('what has a second level stays on the first', () => {
    expect(ids(model.movedBefore(rows, 'refused', 'doNotCall'))).toEqual(ids(rows));
    const refused = rows.find(({ id }) => id === 'refused') ?? expect.fail();
    expect(model.mayStand(rows, refused, 'agreed')).toBe(false);
  });
});

describe('nine a level', () => {
  test('are full; one retired makes room, and comes back only when there is some', () => {
    expect(model.isFull(rows, undefined)).toBe(true);
    const less = model.retired(rows, 'complaint', true);
    expect(model.isFull(less, undefined)).toBe(false);
    expect(model.isFull(model.added(less, 'x', undefined), undefined)).toBe(true);
  });
});

test('a new one needs a name, and is gone when it is retired before it was saved', () => {
  const more = model.added(rows, 'x', 'refused');
  expect(model.nameless(more, isBuiltIn)?.id).toBe('x');
  expect(model.nameless(model.changed(more, 'x', { name: 'Too dear' }), isBuiltIn)).toBeUndefined();
  expect(ids(model.retired(more, 'x', true))).toEqual(ids(rows));
});
