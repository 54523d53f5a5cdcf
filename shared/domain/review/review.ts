// The life of a review: drafted, published, answered by the operator, perhaps appealed and decided. Pure.
import type { CheckResult } from './checks/check.ts';
import type { Judgements, Score } from './score.ts';
import type { CriterionId } from './scorecard.ts';

export const REVIEW_STATES = ['draft', 'published', 'appealed', 'decided'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** `second`: made without sight of the first, to compare the two; nobody but reviewers sees it, and it counts nowhere else. */
export type Round = 'first' | 'second';

/** What an appeal changed is kept as it was. */
export interface Before {
  readonly judgements: Judgements;
  readonly percent: number | null;
  readonly failed: boolean;
}

export interface Review {
  readonly state: ReviewState;
  readonly round: Round;
  readonly operatorId: string;
  readonly reviewerId: string;
  readonly judgements: Judgements;
  /** What the program found, as it was when the review began. */
  readonly proposals: Readonly<Record<CriterionId, CheckResult>>;
  readonly summary: string;
  /** `null`: nothing that counts is judged. */
  readonly percent: number | null;
  readonly failed: boolean;
  readonly publishedAt: number | null;
  readonly reply: string | null;
  readonly repliedAt: number | null;
  readonly appeal: string | null;
  readonly appealedAt: number | null;
  readonly verdict: 'upheld' | 'changed' | null;
  readonly verdictNote: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly before: Before | null;
}

export type ReviewEvent =
  | {
      readonly kind: 'judged';
      readonly by: string;
      readonly judgements: Judgements;
      readonly summary: string;
      readonly score: Score;
    }
  | { readonly kind: 'published'; readonly by: string; readonly at: number; readonly score: Score }
  | { readonly kind: 'replied'; readonly by: string; readonly at: number; readonly text: string }
  | { readonly kind: 'appealed'; readonly by: string; readonly at: number; readonly reason: string }
  | {
      readonly kind: 'decided';
      readonly by: string;
      readonly at: number;
      readonly note: string;
      /** Absent: the review stands as it is. */
      readonly changed?: { readonly judgements: Judgements; readonly score: Score };
    };

export type ReviewRefusal = 'notYours' | 'notNow' | 'incomplete';

export const mayPublish = (score: Score): boolean => score.open.length === 0;

const scored = (score: Score) => ({ percent: score.percent ?? null, failed: score.failed });

/** Who may do what when. Whether somebody may review at all is a right; that nobody reviews himself is judged before. */
export function applyToReview(review: Review, event: ReviewEvent): Review | ReviewRefusal {
  const theirs = review.round === 'first' && review.operatorId === event.by;
  switch (event.kind) {
    case 'judged':
      if (review.reviewerId !== event.by) return 'notYours';
      if (review.state !== 'draft') return 'notNow';
      return {
        ...review,
        judgements: event.judgements,
        summary: event.summary,
        ...scored(event.score),
      };
    case 'published':
      if (review.reviewerId !== event.by) return 'notYours';
      if (review.state !== 'draft') return 'notNow';
      if (!mayPublish(event.score)) return 'incomplete';
      return { ...review, state: 'published', publishedAt: event.at, ...scored(event.score) };
    case 'replied':
      if (!theirs) return 'notYours';
      if (review.state === 'draft' || review.reply !== null) return 'notNow';
      return { ...review, reply: event.text, repliedAt: event.at };
    case 'appealed':
      if (!theirs) return 'notYours';
      // One appeal: what was decided stands.
      if (review.state !== 'published') return 'notNow';
      return { ...review, state: 'appealed', appeal: event.reason, appealedAt: event.at };
    case 'decided': {
      if (review.state !== 'appealed') return 'notNow';
      const { judgements, percent, failed } = review;
      const decided = {
        ...review,
        state: 'decided',
        verdictNote: event.note,
        decidedBy: event.by,
        decidedAt: event.at,
      } as const;
      if (!event.changed) return { ...decided, verdict: 'upheld' };
      if (!mayPublish(event.changed.score)) return 'incomplete';
      return {
        ...decided,
        verdict: 'changed',
        before: { judgements, percent, failed },
        judgements: event.changed.judgements,
        ...scored(event.changed.score),
      };
    }
  }
}
