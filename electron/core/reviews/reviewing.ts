import type { Db } from '../../../db/open.ts';
import type { Repositories, ReviewCandidate, StoredReview } from '../../../db/repositories/index.ts';
import type { UsedScorecard } from '../../../db/repositories/reviews/scorecards.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { proposalsFor, proposedJudgements } from '../../../shared/domain/review/checks/propose.ts';
import type { HeardTalk } from '../../../shared/domain/review/checks/run.ts';
import { applyToReview, type ReviewEvent } from '../../../shared/domain/review/review.ts';
import { canBeJudged, type Judgements, scoreOf } from '../../../shared/domain/review/score.ts';
import { criteriaOf, type Scorecard } from '../../../shared/domain/review/scorecard.ts';
import { heardTalk, type TalkSources } from './heard-talk.ts';

export interface ReviewingOptions extends TalkSources {
  readonly db: Pick<Db, 'transaction'>;
  readonly repositories: Repositories;
  /** Who sits here. */
  readonly me: () => string;
  /** Whether people say who they are: without that nobody can be told from himself. */
  readonly asked: () => boolean;
  readonly now: () => number;
  /** The card that the rules name. */
  readonly usualCard: () => string | undefined;
}

/** The way of a review from its beginning to the answer to an appeal. Each step is one transaction with its line in the audit. */
export function createReviewing(options: ReviewingOptions) {
  const { db, repositories, me, now } = options;
  const { reviews, reviewTasks, reviewCandidates, scorecards, users, audit } = repositories;

  /** @throws Failure `reviewOwn` */
  function needAnother(operatorId: string): void {
    if (options.asked() && operatorId === me()) throw new Failure('reviewOwn');
  }

  function note(action: string, review: StoredReview, detail: Record<string, string | number> = {}): void {
    const { id: subjectId, operatorId } = review;
    audit.add({ kind: 'changed', action, subject: 'review', subjectId, detail: { operatorId, ...detail } });
  }

  /** @throws Failure `notAllowed`, `reviewClosed`, `reviewIncomplete`, `changedMeanwhile` */
  function step(review: StoredReview, event: ReviewEvent, version?: number): StoredReview {
    const next = applyToReview(review, event);
    switch (next) {
      case 'notYours':
        throw new Failure('notAllowed');
      case 'notNow':
        throw new Failure('reviewClosed');
      case 'incomplete':
        throw new Failure('reviewIncomplete', {
          left: 'score' in event ? event.score.open.length : criteriaOf(cardOf(review)).length,
        });
      default:
        return reviews.change(review.id, next, version);
    }
  }

  const cardOf = (review: StoredReview): Scorecard => scorecards.version(review.versionId).card;

  /** What a page sends is not believed. @throws Failure `badRequest` */
  function needFitting(card: Scorecard, judgements: Judgements): Judgements {
    const criteria = new Map(criteriaOf(card).map((criterion) => [criterion.id, criterion]));
    for (const [id, judgement] of Object.entries(judgements)) {
      const criterion = criteria.get(id);
      if (!criterion || !canBeJudged(criterion, judgement)) throw new Failure('badRequest');
    }
    return judgements;
  }

  /** @throws Failure `scorecardNotPublished` */
  function cardFor(scorecardId: string | undefined): UsedScorecard {
    const id = scorecardId ?? scorecards.offered()[0]?.id;
    const version = id === undefined ? undefined : scorecards.published(id);
    if (!version) throw new Failure('scorecardNotPublished');
    return version;
  }

  function beginNow(candidate: ReviewCandidate, talk: HeardTalk, asked: string | undefined): StoredReview {
    const { recordingId, callId, operatorId, startedAt: talkAt } = candidate;
    const tasks = reviewTasks.ofRecording(recordingId).filter(({ state }) => state === 'open');
    const second = tasks.find(({ round, assigneeId }) => round === 'second' && assigneeId === me());
    const waiting = second ?? tasks.find(({ round }) => round === 'first');
    const begun = waiting?.reviewId ? reviews.get(waiting.reviewId) : undefined;
    if (begun?.reviewerId === me()) return begun;
    if (begun) throw new Failure('reviewTaken', { name: users.get(begun.reviewerId)?.name ?? '' });
    const first = reviews.ofRecording(recordingId).find(({ round }) => round === 'first');
    if (!waiting && first) throw new Failure('reviewClosed');
    const usual = asked ?? waiting?.scorecardId ?? options.usualCard();
    // Only what was judged by the same can be compared.
    const version = second && first ? scorecards.version(first.versionId) : cardFor(usual);
    const taskId =
      waiting?.id ??
      reviewTasks.add({
        ...{ recordingId, callId, operatorId, talkAt, scorecardId: version.scorecardId },
        round: 'first',
        reasons: [{ kind: 'byHand' }],
        assigneeId: null,
      }).id;
    const proposals = proposalsFor(version.card, talk);
    const judgements = proposedJudgements(version.card, proposals);
    const score = scoreOf(version.card, judgements);
    const review = reviews.begin({
      ...{ taskId, recordingId, callId, talkAt, operatorId, judgements, proposals },
      ...{ scorecardId: version.scorecardId, versionId: version.id, state: 'draft', summary: '' },
      ...{ round: second ? 'second' : 'first', reviewerId: me() },
      ...{ percent: score.percent ?? null, failed: score.failed },
      ...{ publishedAt: null, reply: null, repliedAt: null, appeal: null, appealedAt: null },
      ...{ verdict: null, verdictNote: null, decidedBy: null, decidedAt: null, before: null },
    });
    reviewTasks.begun(taskId, review.id);
    return review;
  }

  return {
    async begin({ recordingId, scorecardId }: { recordingId: string; scorecardId?: string | undefined }) {
      const candidate = reviewCandidates.one(recordingId);
      if (!candidate) throw new Failure('recordingMissing');
      needAnother(candidate.operatorId);
      const talk = await heardTalk(candidate, options);
      return db.transaction(() => beginNow(candidate, talk, scorecardId));
    },
    save(id: string, version: number, judged: Judgements, summary: string): StoredReview {
      const review = reviews.get(id);
      const card = cardOf(review);
      const judgements = needFitting(card, judged);
      const event = {
        kind: 'judged',
        by: me(),
        judgements,
        summary,
        score: scoreOf(card, judgements),
      } as const;
      return step(review, event, version);
    },
    publish: (id: string, version: number): StoredReview =>
      db.transaction(() => {
        const review = reviews.get(id);
        needAnother(review.operatorId);
        const score = scoreOf(cardOf(review), review.judgements);
        const published = step(review, { kind: 'published', by: me(), at: now(), score }, version);
        reviewTasks.done(review.taskId);
        note('review.publish', published, { percent: published.percent ?? '', round: published.round });
        return published;
      }),
    discard: (id: string): void =>
      db.transaction(() => {
        const review = reviews.get(id);
        if (review.reviewerId !== me()) throw new Failure('notAllowed');
        if (review.state !== 'draft') throw new Failure('reviewClosed');
        reviews.discard(id);
        reviewTasks.begun(review.taskId, null);
      }),
    reply: (id: string, text: string): StoredReview =>
      db.transaction(() => {
        const replied = step(reviews.get(id), { kind: 'replied', by: me(), at: now(), text });
        note('review.reply', replied);
        return replied;
      }),
    appeal: (id: string, reason: string): StoredReview =>
      db.transaction(() => {
        const appealed = step(reviews.get(id), { kind: 'appealed', by: me(), at: now(), reason });
        note('review.appeal', appealed, { reason });
        return appealed;
      }),
    decide: (id: string, words: string, judged: Judgements | undefined): StoredReview =>
      db.transaction(() => {
        const review = reviews.get(id);
        needAnother(review.operatorId);
        const card = cardOf(review);
        const judgements = judged && needFitting(card, judged);
        const decided = step(review, {
          ...{ kind: 'decided', by: me(), at: now(), note: words },
          ...(judgements ? { changed: { judgements, score: scoreOf(card, judgements) } } : {}),
        });
        note('review.decide', decided, {
          verdict: decided.verdict ?? '',
          before: review.percent ?? '',
          percent: decided.percent ?? '',
        });
        return decided;
      }),
    /** @throws Failure `secondReviewer` */
    second: (id: string, reviewerId: string): void =>
      db.transaction(() => {
        const first = reviews.get(id);
        if (first.state === 'draft' || first.round === 'second') throw new Failure('reviewClosed');
        const taken = reviewTasks.ofRecording(first.recordingId).some(({ round }) => round === 'second');
        if (taken || [first.reviewerId, first.operatorId].includes(reviewerId))
          throw new Failure('secondReviewer');
        const { recordingId, callId, operatorId, talkAt, scorecardId } = first;
        reviewTasks.add({
          ...{ recordingId, callId, operatorId, talkAt, scorecardId, assigneeId: reviewerId },
          round: 'second',
          reasons: [{ kind: 'byHand' }],
        });
        note('review.second', first, { reviewerId });
      }),
  };
}

export type Reviewing = ReturnType<typeof createReviewing>;
