import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBeJudged, type Judgements, scoreOf } from './score.ts';
import { type Criterion, copyOf, criteriaOf, faultsOf, mostOf, type Scorecard } from './scorecard.ts';

const criterion = (id: string, fields: Partial<Criterion> = {}): Criterion => ({
  ...{ id, title: id, hint: '', weight: 1, scale: { kind: 'yesNo' }, mayNotApply: true, fatal: false },
  ...fields,
});
const group = (id: string, weight: number, criteria: readonly Criterion[]) => ({
  id,
  title: id,
  weight,
  criteria,
});

const CARD: Scorecard = {
  groups: [
    group('opening', 1, [criterion('greets'), criterion('name', { weight: 3 })]),
    group('need', 3, [
      criterion('asks', { scale: { kind: 'points', most: 4 } }),
      criterion('lies', { weight: 0, fatal: true }),
    ]),
  ],
};

const anyCriterion = (n: number, fatal: fc.Arbitrary<boolean> = fc.constant(false)) =>
  fc.record({
    id: fc.constant(`c${n}`),
    title: fc.constant('t'),
    hint: fc.constant(''),
    weight: fc.integer({ min: 0, max: 100 }),
    scale: fc.oneof(
      fc.constant({ kind: 'yesNo' as const }),
      fc.record({ kind: fc.constant('points' as const), most: fc.integer({ min: 1, max: 10 }) }),
    ),
    mayNotApply: fc.constant(true),
    fatal,
  });
const anyCard = (fatal?: fc.Arbitrary<boolean>): fc.Arbitrary<Scorecard> =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 5 })), {
      minLength: 1,
      maxLength: 5,
    })
    .chain((shape) => {
      let n = 0;
      return fc.tuple(
        ...shape.map(([weight, count], g) =>
          fc
            .tuple(...Array.from({ length: count }, () => anyCriterion(n++, fatal)))
            .map((criteria) => group(`g${g}`, weight, criteria)),
        ),
      );
    })
    .map((groups) => ({ groups }));
/** A judgement of everything: points as a share, or that it does not apply. */
const judged = (card: Scorecard, shares: ReadonlyArray<number | null>): Judgements =>
  Object.fromEntries(
    criteriaOf(card).map(({ id, scale }, n) => {
      const share = shares[n % shares.length] ?? null;
      return [id, { points: share === null ? null : Math.round(share * mostOf(scale)) }];
    }),
  );
const shares = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 8,
});

describe('the score', () => {
  it('is the weighted mean of weighted groups', () => {
    // Opening: (1·1 + 3·0) / 4 = 25 %; need: 3 of 4 = 75 %; (1·25 + 3·75) / 4 = 62.5 %.
    const judgements = {
      greets: { points: 1 },
      name: { points: 0 },
      asks: { points: 3 },
      lies: { points: 1 },
    };
    expect(scoreOf(CARD, judgements)).toEqual({
      percent: 62.5,
      failed: false,
      groups: [
        { id: 'opening', percent: 25 },
        { id: 'need', percent: 75 },
      ],
      open: [],
    });
  });

  it('takes the weight of what does not apply away, of a whole group as well', () => {
    expect(scoreOf(CARD, { greets: { points: 1 }, name: { points: null } }).percent).toBe(100);
    expect(
      scoreOf(CARD, { greets: { points: null }, name: { points: null }, asks: { points: 2 } }),
    ).toMatchObject({
      percent: 50,
      groups: [{ id: 'opening' }, { id: 'need', percent: 50 }],
      open: ['lies'],
    });
  });

  it('is nothing at all where nothing applies, and not zero', () => {
    expect(scoreOf(CARD, {}).percent).toBeUndefined();
    const none = Object.fromEntries(criteriaOf(CARD).map(({ id }) => [id, { points: null }]));
    expect(scoreOf(CARD, none)).toMatchObject({ failed: false, open: [] });
    expect(scoreOf(CARD, none).percent).toBeUndefined();
  });

  it('is 0 when a criterion fails the whole talk, even one without weight', () => {
    const judgements = {
      greets: { points: 1 },
      name: { points: 1 },
      asks: { points: 4 },
      lies: { points: 0 },
    };
    expect(scoreOf(CARD, judgements)).toMatchObject({ percent: 0, failed: true });
    expect(scoreOf(CARD, { ...judgements, lies: { points: null } })).toMatchObject({
      percent: 100,
      failed: false,
    });
  });

  it('lies between the worst and the best of what was judged', () => {
    fc.assert(
      fc.property(anyCard(), shares, (card, given) => {
        const judgements = judged(card, given);
        const { percent, groups } = scoreOf(card, judgements);
        const counted = groups.flatMap((one) => one.percent ?? []);
        if (percent === undefined) return;
        expect(percent).toBeGreaterThanOrEqual(Math.min(...counted) - 0.05);
        expect(percent).toBeLessThanOrEqual(Math.max(...counted) + 0.05);
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls by a better judgement', () => {
    fc.assert(
      fc.property(anyCard(fc.boolean()), shares, fc.nat(), (card, given, n) => {
        const judgements = judged(card, given);
        const criteria = criteriaOf(card);
        const { id, scale } = criteria[n % criteria.length] as Criterion;
        const points = judgements[id]?.points;
        if (points === null || points === undefined) return;
        const better = { ...judgements, [id]: { points: mostOf(scale) } };
        expect(scoreOf(card, better).percent ?? 0).toBeGreaterThanOrEqual(
          scoreOf(card, judgements).percent ?? 0,
        );
      }),
    );
  });

  it('is the same when a criterion that does not apply is not on the card', () => {
    fc.assert(
      fc.property(anyCard(fc.boolean()), shares, (card, given) => {
        const judgements = judged(card, given);
        const without: Scorecard = {
          groups: card.groups.map((one) => ({
            ...one,
            criteria: one.criteria.filter(({ id }) => judgements[id]?.points !== null),
          })),
        };
        expect(scoreOf(without, judgements).percent).toBe(scoreOf(card, judgements).percent);
      }),
    );
  });

  it('depends on the proportions of the weights alone', () => {
    fc.assert(
      fc.property(anyCard(fc.boolean()), shares, fc.integer({ min: 2, max: 9 }), (card, given, factor) => {
        const heavier: Scorecard = {
          groups: card.groups.map((one) => ({ ...one, weight: one.weight * factor })),
        };
        const judgements = judged(card, given);
        const [one, other] = [scoreOf(card, judgements).percent, scoreOf(heavier, judgements).percent];
        expect(one === undefined).toBe(other === undefined);
        expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThan(0.11);
      }),
    );
  });
});

describe('what can be said of a criterion', () => {
  it('are whole points of its scale, and nothing where it always applies', () => {
    const points = criterion('p', { scale: { kind: 'points', most: 4 }, mayNotApply: false });
    expect([0, 4, undefined].map((value) => canBeJudged(points, { points: value }))).toEqual([
      true,
      true,
      true,
    ]);
    expect([-1, 5, 1.5, null].map((value) => canBeJudged(points, { points: value }))).toEqual([
      ...[false, false, false, false],
    ]);
    expect(canBeJudged(criterion('y'), { points: null })).toBe(true);
    expect(canBeJudged(criterion('y'), { points: 2 })).toBe(false);
  });
});

describe('a scorecard', () => {
  it('is published when it has names, criteria and something that counts', () => {
    expect(faultsOf(CARD)).toEqual([]);
    expect(faultsOf({ groups: [] })).toEqual([{ kind: 'empty' }]);
    const bad: Scorecard = {
      groups: [
        group('a', 0, [criterion('x', { title: ' ' }), criterion('x')]),
        { ...group('b', 1, []), title: '' },
      ],
    };
    expect(
      faultsOf(bad)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual([...['criterionWithoutTitle', 'emptyGroup', 'groupWithoutTitle', 'noWeight', 'sameId']]);
  });

  it('is copied with ids of its own and nothing else changed', () => {
    let n = 0;
    const copy = copyOf(CARD, () => `new${n++}`);
    expect(copy.groups.map(({ criteria }) => criteria.map(({ title }) => title))).toEqual(
      CARD.groups.map(({ criteria }) => criteria.map(({ title }) => title)),
    );
    const ids = [...copy.groups, ...criteriaOf(copy)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(ids.every((id) => id.startsWith('new'))).toBe(true);
  });
});
