// How far two reviewers agree beyond chance: Cohen's kappa (Educ. Psychol. Meas. 20, 1960; weighted: Psychol. Bull. 70, 1968).

import { type Judgements, scoreOf } from './score.ts';
import { type CriterionId, criteriaOf, mostOf, type Scorecard } from './scorecard.ts';

/** 0: the same; the larger, the further apart. */
export type Distance<C> = (one: C, other: C) => number;

export interface Disagreement {
  readonly pairs: number;
  /** Mean distance of the pairs. */
  readonly observed: number;
  /** Mean distance if each had given his own answers by chance. */
  readonly expected: number;
}

export function disagreementOf<C>(
  pairs: ReadonlyArray<readonly [C, C]>,
  distance: Distance<C>,
): Disagreement {
  const n = pairs.length;
  if (n === 0) return { pairs: 0, observed: 0, expected: 0 };
  const [first, second] = [counted(pairs.map(([one]) => one)), counted(pairs.map(([, other]) => other))];
  let expected = 0;
  for (const [one, times] of first)
    for (const [other, again] of second) expected += times * again * distance(one, other);
  const observed = pairs.reduce((sum, [one, other]) => sum + distance(one, other), 0);
  return { pairs: n, observed: observed / n, expected: expected / (n * n) };
}

/** 1: always the same, 0: as by chance. Undefined when chance leaves nothing to disagree about: all gave the same answer. */
export const kappaOf = ({
  observed,
  expected,
}: Pick<Disagreement, 'observed' | 'expected'>): number | undefined =>
  expected === 0 ? undefined : 1 - observed / expected;

/** Unweighted: for answers without an order. */
export const nominal: Distance<unknown> = (one, other) => (one === other ? 0 : 1);
/** On a scale; linear weights. */
export const linear: Distance<number> = (one, other) => Math.abs(one - other);

function counted<C>(answers: readonly C[]): Map<C, number> {
  const counts = new Map<C, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return counts;
}

/** One talk, reviewed twice with the same version of a card. */
export interface TwiceReviewed {
  readonly card: Scorecard;
  readonly first: Judgements;
  readonly second: Judgements;
}

export interface CriterionAgreement {
  readonly id: CriterionId;
  readonly title: string;
  readonly pairs: number;
  /** How often both said the same, 0..1. */
  readonly same: number;
  readonly kappa?: number | undefined;
}

export interface Agreement {
  readonly talks: number;
  readonly criteria: readonly CriterionAgreement[];
  /** Of all criteria together, each by what chance would make of it. */
  readonly kappa?: number | undefined;
  /** Mean distance of the two scores, percentage points. */
  readonly apart?: number | undefined;
}

/** Points as a share of their scale, so that criteria can be added up; `null` does not apply, and is as far as can be from any points. */
type Answer = number | null;
const distance: Distance<Answer> = (one, other) => {
  if (one === other) return 0;
  return one === null || other === null ? 1 : linear(one, other);
};

export function agreementOf(talks: readonly TwiceReviewed[]): Agreement {
  const found = new Map<CriterionId, { title: string; pairs: [Answer, Answer][] }>();
  const apart: number[] = [];
  for (const { card, first, second } of talks) {
    for (const { id, title, scale } of criteriaOf(card)) {
      const [one, other] = [first[id]?.points, second[id]?.points];
      if (one === undefined || other === undefined) continue;
      const share = (points: number | null) => (points === null ? null : points / mostOf(scale));
      const entry = found.get(id) ?? { title, pairs: [] };
      entry.pairs.push([share(one), share(other)]);
      found.set(id, { ...entry, title });
    }
    const [one, other] = [scoreOf(card, first).percent, scoreOf(card, second).percent];
    if (one !== undefined && other !== undefined) apart.push(Math.abs(one - other));
  }
  const measured = [...found].map(([id, { title, pairs }]) => {
    const disagreement = disagreementOf(pairs, distance);
    return {
      disagreement,
      shown: {
        ...{ id, title, pairs: pairs.length },
        same: pairs.filter(([one, other]) => one === other).length / pairs.length,
        kappa: kappaOf(disagreement),
      },
    };
  });
  const sum = (part: 'observed' | 'expected') =>
    measured.reduce((total, { disagreement }) => total + disagreement[part] * disagreement.pairs, 0);
  return {
    talks: talks.length,
    criteria: measured.map(({ shown }) => shown),
    kappa: kappaOf({ observed: sum('observed'), expected: sum('expected') }),
    apart: apart.length === 0 ? undefined : apart.reduce((total, one) => total + one, 0) / apart.length,
  };
}
