import {
  type CriteriaGroup,
  type Criterion,
  type CriterionId,
  criteriaOf,
  mostOf,
  type Scorecard,
} from './scorecard.ts';

/** What a reviewer says of one criterion. `null`: it does not apply to this talk; absent: not judged yet. */
export interface Judgement {
  readonly points?: number | null | undefined;
  readonly comment?: string | undefined;
  /** Where in the recording it shows. */
  readonly atMs?: number | undefined;
}

export type Judgements = Readonly<Record<CriterionId, Judgement>>;

export interface Score {
  /** 0..100 with one decimal; absent while nothing that counts is judged. */
  readonly percent?: number;
  /** A criterion that fails the whole talk has no points; then the score is 0. */
  readonly failed: boolean;
  readonly groups: ReadonlyArray<{ readonly id: string; readonly percent?: number }>;
  /** Criteria that still wait for a judgement. */
  readonly open: readonly CriterionId[];
}

/** Points of the whole scale: 0..1; undefined: not judged, or it does not apply. */
export function shareOf({ scale }: Criterion, judgement: Judgement | undefined): number | undefined {
  const points = judgement?.points;
  if (points === undefined || points === null) return undefined;
  const most = mostOf(scale);
  return Math.min(most, Math.max(0, points)) / most;
}

/**
 * The weighted mean of the groups, each the weighted mean of its criteria. What does not apply, or is not judged yet, takes
 * its weight with it, so that nobody loses points by what the talk gave no occasion for.
 */
export function scoreOf(card: Scorecard, judgements: Judgements): Score {
  const groups = card.groups.map((group) => ({ group, share: groupShare(group, judgements) }));
  const whole = mean(groups.map(({ group, share }) => ({ weight: group.weight, share })));
  const criteria = criteriaOf(card);
  const failed = criteria.some((one) => one.fatal && shareOf(one, judgements[one.id]) === 0);
  return {
    ...(failed ? { percent: 0 } : whole === undefined ? {} : { percent: percentOf(whole) }),
    failed,
    groups: groups.map(({ group: { id }, share }) => ({
      id,
      ...(share === undefined ? {} : { percent: percentOf(share) }),
    })),
    open: criteria.filter(({ id }) => judgements[id]?.points === undefined).map(({ id }) => id),
  };
}

const groupShare = ({ criteria }: CriteriaGroup, judgements: Judgements): number | undefined =>
  mean(criteria.map((one) => ({ weight: one.weight, share: shareOf(one, judgements[one.id]) })));

const percentOf = (share: number): number => Math.round(share * 1_000) / 10;

function mean(parts: ReadonlyArray<{ weight: number; share: number | undefined }>): number | undefined {
  let [sum, weights] = [0, 0];
  for (const { weight, share } of parts) {
    if (share === undefined) continue;
    sum += weight * share;
    weights += weight;
  }
  return weights === 0 ? undefined : sum / weights;
}

/** Whether this can be said of this criterion at all: what a page sends is not believed. */
export function canBeJudged(criterion: Criterion, { points }: Judgement): boolean {
  if (points === undefined) return true;
  if (points === null) return criterion.mayNotApply;
  return Number.isInteger(points) && points >= 0 && points <= mostOf(criterion.scale);
}
