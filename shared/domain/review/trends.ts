import type { CriterionId } from './scorecard.ts';

/** A published review as the trends count it. */
export interface CountedReview {
  readonly reviewId: string;
  readonly recordingId: string;
  readonly callId: string;
  readonly operatorId: string;
  /** When the talk was. */
  readonly at: number;
  /** Monday of its week at the workplace, `yyyy-mm-dd`. */
  readonly week: string;
  readonly percent: number;
  readonly failed: boolean;
  /** 0..1; what did not apply is not in it. */
  readonly criteria: ReadonlyArray<{
    readonly id: CriterionId;
    readonly title: string;
    readonly share: number;
  }>;
}

export interface Point {
  readonly week: string;
  readonly reviews: number;
  /** 0..100 */
  readonly percent: number;
}

export interface Trend {
  readonly id: string;
  readonly reviews: number;
  readonly percent: number;
  readonly weeks: readonly Point[];
}

export interface Weakness {
  readonly criterionId: CriterionId;
  readonly title: string;
  readonly reviews: number;
  /** 0..100 */
  readonly percent: number;
  /** The weakest talks first, and of equal ones the newest. */
  readonly talks: ReadonlyArray<
    Pick<CountedReview, 'reviewId' | 'recordingId' | 'callId' | 'at'> & { readonly percent: number }
  >;
}

export interface PersonTrend extends Trend {
  readonly failed: number;
  /** Where he loses most, the weakest first. */
  readonly weakest: readonly Weakness[];
}

export interface Trends {
  readonly people: readonly PersonTrend[];
  readonly criteria: ReadonlyArray<Trend & { readonly title: string }>;
  readonly weeks: readonly Point[];
}

/** A coaching talk has room for so many things to work on, and for so many examples of each. */
const WEAKEST = 3;
const EXAMPLES = 5;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (percent: number): number => Math.round(percent * 10) / 10;

interface Measured {
  readonly week: string;
  readonly percent: number;
}

function pointsOf(measured: readonly Measured[]): Point[] {
  const weeks = grouped(measured, ({ week }) => week);
  return [...weeks]
    .map(([week, ones]) => ({
      week,
      reviews: ones.length,
      percent: rounded(mean(ones.map(({ percent }) => percent))),
    }))
    .toSorted((one, other) => (one.week < other.week ? -1 : 1));
}

const trendOf = (id: string, measured: readonly Measured[]): Trend => ({
  id,
  reviews: measured.length,
  percent: rounded(mean(measured.map(({ percent }) => percent))),
  weeks: pointsOf(measured),
});

/** People and criteria, the weakest first: that is where somebody looks. */
export function trendsOf(reviews: readonly CountedReview[]): Trends {
  const people = [...grouped(reviews, ({ operatorId }) => operatorId)].map(([id, his]) => ({
    ...trendOf(id, his),
    failed: his.filter(({ failed }) => failed).length,
    weakest: weaknessesOf(his).slice(0, WEAKEST),
  }));
  const criteria = [...grouped(measuredCriteria(reviews), ({ id }) => id)].map(([id, ones]) => ({
    ...trendOf(id, ones),
    title: newest(ones).title,
  }));
  const weakestFirst = (one: Trend, other: Trend) => one.percent - other.percent;
  return {
    people: people.toSorted(weakestFirst),
    criteria: criteria.toSorted(weakestFirst),
    weeks: pointsOf(reviews),
  };
}

const measuredCriteria = (reviews: readonly CountedReview[]) =>
  reviews.flatMap((review) =>
    review.criteria.map(({ id, title, share }) => ({
      id,
      title,
      review,
      week: review.week,
      percent: share * 100,
    })),
  );

/** A criterion that was renamed is called as it was last. */
const newest = <T extends { readonly review: CountedReview }>(ones: readonly T[]): T =>
  ones.reduce((latest, one) => (one.review.at > latest.review.at ? one : latest));

function weaknessesOf(reviews: readonly CountedReview[]): Weakness[] {
  return [...grouped(measuredCriteria(reviews), ({ id }) => id)]
    .map(([criterionId, ones]) => ({
      criterionId,
      title: newest(ones).title,
      reviews: ones.length,
      percent: rounded(mean(ones.map(({ percent }) => percent))),
      talks: ones
        .filter(({ percent }) => percent < 100)
        .toSorted((one, other) => one.percent - other.percent || other.review.at - one.review.at)
        .slice(0, EXAMPLES)
        .map(({ percent, review: { reviewId, recordingId, callId, at } }) => ({
          ...{ reviewId, recordingId, callId, at },
          percent: rounded(percent),
        })),
    }))
    .filter(({ percent }) => percent < 100)
    .toSorted((one, other) => one.percent - other.percent || other.reviews - one.reviews);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
