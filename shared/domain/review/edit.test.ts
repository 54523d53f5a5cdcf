import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankCard, blankCriterion } from './blank.ts';
import { changeCriterion, moveCriterion, moveGroup, removeCriterion, removeGroup } from './edit.ts';
import { criteriaOf, type Scorecard } from './scorecard.ts';

const shapes = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })
  .map((sizes): Scorecard => {
    let n = 0;
    return {
      groups: sizes.map((size, g) => ({
        ...{ id: `g${g}`, title: '', weight: 1 },
        criteria: Array.from({ length: size }, () => blankCriterion(`c${n++}`)),
      })),
    };
  });
const step = fc.constantFrom<1 | -1>(1, -1);
const ids = (card: Scorecard) => criteriaOf(card).map(({ id }) => id);

describe('a card that is edited', () => {
  it('loses and doubles nothing by moving, and a move back is the way back', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), step, (card, n, by) => {
        const all = ids(card);
        const id = all[n % Math.max(1, all.length)] ?? 'none';
        const moved = moveCriterion(card, id, by);
        expect(ids(moved).toSorted()).toEqual(all.toSorted());
        if (moved !== card) expect(moveCriterion(moved, id, by === 1 ? -1 : 1)).toEqual(card);
        const groups = moveGroup(card, 'g0', by);
        expect(groups.groups.map((one) => one.id).toSorted()).toEqual(card.groups.map((one) => one.id));
      }),
    );
  });

  it('leads a criterion past the end of its group into the next one, and stops at the ends', () => {
    const card: Scorecard = {
      groups: [
        { id: 'a', title: '', weight: 1, criteria: [blankCriterion('1')] },
        { id: 'b', title: '', weight: 1, criteria: [blankCriterion('2')] },
      ],
    };
    const shape = (one: Scorecard) => one.groups.map(({ criteria }) => criteria.map(({ id }) => id).join(''));
    expect(shape(moveCriterion(card, '1', 1))).toEqual(['', '12']);
    expect(shape(moveCriterion(card, '2', -1))).toEqual(['12', '']);
    expect(moveCriterion(card, '1', -1)).toBe(card);
    expect(moveCriterion(card, '2', 1)).toBe(card);
    expect(shape(moveGroup(card, 'a', 1))).toEqual(['2', '1']);
    expect(moveGroup(card, 'a', -1)).toEqual(card);
  });

  it('changes and loses what was named, and nothing else', () => {
    let n = 0;
    const card = blankCard(() => `id${n++}`);
    const [criterion] = criteriaOf(card);
    const id = criterion?.id ?? '';
    const changed = changeCriterion(card, id, (one) => ({ ...one, title: 'Greets' }));
    expect(criteriaOf(changed)).toEqual([{ ...criterion, title: 'Greets' }]);
    expect(changeCriterion(card, 'other', (one) => ({ ...one, title: 'x' }))).toEqual(card);
    expect(criteriaOf(removeCriterion(card, id))).toEqual([]);
    expect(removeGroup(card, card.groups[0]?.id ?? '')).toEqual({ groups: [] });
  });
});
