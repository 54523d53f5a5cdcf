import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moved, movedBefore, type Placed, regrouped, together } from './order.ts';

const fields: Placed[] = [
  { id: 'a', group: '' },
  { id: 'b', group: 'House' },
  { id: 'c', group: 'House' },
  { id: 'd', group: 'Money' },
];
const written = (all: readonly Placed[]) => all.map(({ id, group }) => `${group}/${id}`).join(' ');

it('moves within a group, and over its edge into the next one', () => {
  expect(written(moved(fields, 'b', 1))).toBe('/a House/c House/b Money/d');
  expect(written(moved(fields, 'c', 1))).toBe('/a House/b Money/c Money/d');
  expect(written(moved(fields, 'b', -1))).toBe('/a /b House/c Money/d');
  expect(written(moved(fields, 'a', -1))).toBe(written(fields));
  expect(written(movedBefore(fields, 'd', 'b'))).toBe('/a House/d House/b House/c');
});

it('two groups of one name become one', () =>
  expect(written(regrouped(fields, 'Money', ' House '))).toBe('/a House/b House/c House/d'));

it('loses and doubles none, whatever is moved, and keeps groups together', () => {
  const placed = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), group: fc.constantFrom('', 'x', 'y') }),
    { minLength: 1, selector: ({ id }) => id },
  );
  const step = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(-1 as const, 1 as const));
  fc.assert(
    fc.property(placed, fc.array(step), (start, steps) => {
      let now: Placed[] = together(start);
      for (const [one, other, by] of steps) {
        const id = now[one % now.length]?.id ?? '';
        now = moved(now, id, by);
        now = movedBefore(now, id, now[other % now.length]?.id ?? '');
        expect(now.map((field) => field.id).toSorted()).toEqual(start.map((field) => field.id).toSorted());
        expect(written(now)).toBe(written(together(now)));
      }
    }),
  );
});
