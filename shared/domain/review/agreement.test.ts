import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementOf, disagreementOf, kappaOf, linear, nominal } from './agreement.ts';
import type { Judgements } from './score.ts';
import type { Scorecard } from './scorecard.ts';

/** Rows: the first; columns: the second; how often each pair was given. */
const pairsOf = (table: readonly (readonly number[])[]): [number, number][] =>
  table.flatMap((row, one) =>
    row.flatMap((times, other) => Array.from({ length: times }, (): [number, number] => [one, other])),
  );
const kappa = (table: readonly (readonly number[])[], distance: (a: number, b: number) => number) =>
  kappaOf(disagreementOf(pairsOf(table), distance));

describe('kappa', () => {
  // J. Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. 1981, table 13.1 (p. 213): 100 subjects, κ = 0.68.
  it('is Fleiss’ for psychotic, neurotic, organic', () => {
    const table = [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ];
    expect(kappa(table, nominal)).toBeCloseTo(0.6765, 4);
  });

  // J. Cohen, Weighted kappa, Psychological Bulletin 70 (1968) 213–220: 200 subjects; κ = 0.492, with his weights 0.348.
  it('is Cohen’s own, plain and with weights of disagreement', () => {
    const table = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ];
    const weights = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    expect(kappa(table, nominal)).toBeCloseTo(0.492, 3);
    expect(kappa(table, (a, b) => weights[a]?.[b] ?? 0)).toBeCloseTo(0.348, 3);
  });

  // SAS/STAT User's Guide, PROC FREQ, "Cohen's Kappa Coefficient": two dermatologists, 88 patients; 0.3449, linear 0.5082.
  it('is that of the SAS manual on a scale of four', () => {
    const table = [
      [10, 4, 1, 0],
      [5, 10, 12, 2],
      [2, 4, 12, 5],
      [0, 2, 6, 13],
    ];
    expect(kappa(table, nominal)).toBeCloseTo(0.3449, 4);
    expect(kappa(table, linear)).toBeCloseTo(0.5082, 4);
  });

  it('is not there when everybody says the same, or nobody says anything', () => {
    expect(kappa([[12]], nominal)).toBeUndefined();
    expect(
      kappa(
        [
          [0, 0],
          [0, 7],
        ],
        linear,
      ),
    ).toBeUndefined();
    expect(kappa([], nominal)).toBeUndefined();
  });

  it('is 0 when one of them always says the same', () => {
    expect(
      kappa(
        [
          [5, 5],
          [0, 0],
        ],
        nominal,
      ),
    ).toBe(0);
  });

  it('is at most 1, is 1 exactly for the same answers, and does not ask who was first', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 50 }), (pairs) => {
        for (const distance of [nominal, linear]) {
          const found = kappaOf(disagreementOf(pairs, distance));
          const turned = kappaOf(
            disagreementOf(
              pairs.map(([a, b]) => [b, a] as const),
              distance,
            ),
          );
          if (found === undefined) {
            expect(new Set(pairs.flat()).size).toBe(1);
            continue;
          }
          expect(found).toBeLessThanOrEqual(1);
          expect(turned).toBeCloseTo(found, 10);
          expect(found === 1).toBe(pairs.every(([a, b]) => a === b));
        }
      }),
    );
  });
});

const CARD: Scorecard = {
  groups: [
    {
      ...{ id: 'g', title: 'g', weight: 1 },
      criteria: [
        {
          id: 'yes',
          title: 'Greets',
          hint: '',
          weight: 1,
          scale: { kind: 'yesNo' },
          mayNotApply: true,
          fatal: false,
        },
        {
          ...{ id: 'scale', title: 'Asks', hint: '', weight: 1, mayNotApply: false, fatal: false },
          scale: { kind: 'points', most: 4 },
        },
      ],
    },
  ],
};
const judged = (yes: number | null, scale: number): Judgements => ({
  yes: { points: yes },
  scale: { points: scale },
});

describe('the agreement of two reviewers', () => {
  it('is told by criterion and as a whole', () => {
    const found = agreementOf([
      { card: CARD, first: judged(1, 4), second: judged(1, 4) },
      { card: CARD, first: judged(0, 2), second: judged(0, 3) },
      { card: CARD, first: judged(null, 0), second: judged(1, 0) },
    ]);
    expect(found.talks).toBe(3);
    expect(found.criteria).toMatchObject([
      { id: 'yes', title: 'Greets', pairs: 3 },
      { id: 'scale', pairs: 3 },
    ]);
    // Yes/no and "does not apply": 2 of 3; chance gives (1·1 + 1·2 + 1·0 of the same) 3 of 9: 1 − (1/3) / (6/9).
    expect(found.criteria[0]?.same).toBeCloseTo(2 / 3, 10);
    expect(found.criteria[0]?.kappa).toBeCloseTo(1 - 1 / 3 / (6 / 9), 10);
    // Scores 100/100, 25/37.5, 0/50.
    expect(found.apart).toBeCloseTo((0 + 12.5 + 50) / 3, 10);
    expect(found.kappa).toBeLessThan(1);
  });

  it('is silent about what nobody reviewed twice', () => {
    expect(agreementOf([])).toEqual({ talks: 0, criteria: [], kappa: undefined, apart: undefined });
  });
});
