import type { Repositories, ReviewFilter, StoredReview } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ReviewTrends, ReviewView, reviewRequests } from '../../../shared/contract/reviews.ts';
import { agreementOf } from '../../../shared/domain/review/agreement.ts';
import { shareOf } from '../../../shared/domain/review/score.ts';
import { criteriaOf } from '../../../shared/domain/review/scorecard.ts';
import { type CountedReview, trendsOf } from '../../../shared/domain/review/trends.ts';
import { permitOf } from '../../../shared/domain/rights/directory.ts';
import { isWithin, may } from '../../../shared/domain/rights/may.ts';
import type { Context } from '../host/dispatch.ts';
import { boundsOfDay } from '../results/days.ts';
import type { Reviewing } from './reviewing.ts';
import { type Sampling, weekIn } from './sampling.ts';

/** More than somebody does in a week. */
const MOST_WAITING = 500;
/** A year of a firm of fifty, with two reviews a week each. */
const MOST_COUNTED = 5_000;

export function reviewHandlers(options: {
  readonly repositories: Repositories;
  readonly reviewing: Reviewing;
  readonly sampling: Sampling;
  readonly me: () => string;
  readonly asked: () => boolean;
  readonly zone: () => string;
  /** `recordingId`: its score may have changed. */
  readonly onChanged: (recordingId?: string) => void;
}): Handlers<typeof reviewRequests, Context> {
  const { repositories, reviewing, sampling, me, zone, onChanged } = options;
  const { reviews, reviewTasks, scorecards, users, places } = repositories;

  /** It is about the asker, as far as people say who they are. */
  const isOwn = ({ operatorId }: { readonly operatorId: string }) => options.asked() && operatorId === me();

  /** What is not published is its reviewer's alone; what was found blindly is for reviewers. */
  function needReadable(review: StoredReview, { within }: Context): void {
    if (review.reviewerId === me()) return;
    if (review.state === 'draft') throw new Failure('notFound', { id: review.id });
    if (review.round === 'second') {
      if (isOwn(review) || !isWithin(within('reviews.score'), [review.operatorId]))
        throw new Failure('outOfReach', { right: 'reviews.score' });
    }
    if (reviewTasks.isBlind(review.recordingId, me())) throw new Failure('reviewBlind');
  }

  function viewOf(review: StoredReview): ReviewView {
    const { number, card } = scorecards.version(review.versionId);
    const decidedByName = review.decidedBy === null ? undefined : users.get(review.decidedBy)?.name;
    const words = {
      ...{ reply: review.reply, repliedAt: review.repliedAt, appeal: review.appeal },
      ...{ appealedAt: review.appealedAt, verdict: review.verdict, verdictNote: review.verdictNote },
      ...{ decidedAt: review.decidedAt, decidedByName, before: review.before },
    };
    return {
      ...reviews.row(review.id),
      ...{ version: review.version, versionNumber: number, card },
      ...{ judgements: review.judgements, proposals: review.proposals, summary: review.summary },
      ...(Object.fromEntries(
        Object.entries(words).filter(([, value]) => value != null),
      ) as Partial<ReviewView>),
      reasons: isOwn(review) ? [] : reviewTasks.get(review.taskId).reasons,
      mine: review.state === 'draft' && review.reviewerId === me(),
      aboutMe: review.operatorId === me(),
    };
  }

  const told = (review: StoredReview): ReviewView => {
    onChanged(review.recordingId);
    return viewOf(review);
  };

  /** Judged by the one rule, and then by what this review is. */
  function read(reviewId: string, context: Context): StoredReview {
    const review = reviews.get(reviewId);
    needReadable(review, context);
    return review;
  }

  const momentsOf = ({
    firstDay,
    lastDay,
  }: {
    firstDay?: string | undefined;
    lastDay?: string | undefined;
  }) => ({
    ...(firstDay === undefined ? {} : { from: boundsOfDay(firstDay, zone()).from }),
    ...(lastDay === undefined ? {} : { to: boundsOfDay(lastDay, zone()).to }),
  });
  const filterOf = (
    owners: ReadonlySet<string> | undefined,
    {
      firstDay,
      lastDay,
      ...rest
    }: { firstDay?: string | undefined; lastDay?: string | undefined } & Partial<ReviewFilter>,
  ): ReviewFilter => ({ ...rest, ...momentsOf({ firstDay, lastDay }), owners, viewerId: me() });

  return {
    'reviews.queue': (_input, { within }) => {
      const owners = within('reviews.score');
      // His own talks are for somebody else.
      const others = (one: { operatorId: string }) => !isOwn(one);
      const tasks = reviewTasks.waiting(me(), owners, MOST_WAITING + 1);
      return {
        tasks: tasks.slice(0, MOST_WAITING).filter(others),
        appeals: reviews.appeals({ owners, viewerId: me() }, MOST_WAITING).filter(others),
        more: tasks.length > MOST_WAITING,
      };
    },
    'reviews.fill': async (_input, { within }) => {
      const filled = await sampling.fill(within('reviews.score'));
      if (filled.added > 0) onChanged();
      return filled;
    },
    'reviews.rules': () => sampling.rules(),
    'reviews.saveRules': (rules) => {
      sampling.saveRules(rules);
      return DONE;
    },
    'reviews.skip': ({ taskId }) => {
      const changed = reviewTasks.skip(taskId);
      onChanged();
      return changed;
    },
    'reviews.choices': (_input, { within }) => {
      const directory = places.directory();
      const owners = within('reviews.view');
      return {
        reviewers: users.members().flatMap(({ id, name }) => {
          const permit = permitOf(directory, id);
          return permit && may(permit, 'reviews.score') ? [{ id, name }] : [];
        }),
        operators: users.list().flatMap(({ id, name }) => (isWithin(owners, [id]) ? [{ id, name }] : [])),
        scorecards: scorecards.offered(),
      };
    },
    'reviews.begin': async (input) => {
      const review = await reviewing.begin(input);
      onChanged();
      return { reviewId: review.id };
    },
    'reviews.ofRecording': ({ recordingId }) => {
      const blind = reviewTasks.isBlind(recordingId, me());
      const counts = reviews
        .ofRecording(recordingId)
        .find(({ round, state }) => round === 'first' && state !== 'draft');
      return counts && !blind ? { reviewId: counts.id } : {};
    },
    'reviews.get': ({ reviewId }, context) => viewOf(read(reviewId, context)),
    'reviews.save': ({ reviewId, version, judgements, summary }) => ({
      version: reviewing.save(reviewId, version, judgements, summary).version,
    }),
    'reviews.publish': ({ reviewId, version }) => told(reviewing.publish(reviewId, version)),
    'reviews.discard': ({ reviewId }) => {
      reviewing.discard(reviewId);
      onChanged();
      return DONE;
    },
    'reviews.reply': ({ reviewId, text }, context) => told(reviewing.reply(read(reviewId, context).id, text)),
    'reviews.appeal': ({ reviewId, reason }, context) =>
      told(reviewing.appeal(read(reviewId, context).id, reason)),
    'reviews.decide': ({ reviewId, note, judgements }, context) =>
      told(reviewing.decide(read(reviewId, context).id, note, judgements)),
    'reviews.second': ({ reviewId, reviewerId }, context) => {
      reviewing.second(read(reviewId, context).id, reviewerId);
      onChanged();
      return DONE;
    },
    'reviews.list': ({ before, limit, ...filter }, { within }) => {
      const rows = reviews.list(filterOf(within('reviews.view'), filter), { before, limit: limit + 1 });
      return { rows: rows.slice(0, limit), more: rows.length > limit };
    },
    'reviews.trends': (input, { within }) => {
      const week = weekIn(zone());
      const judged = reviews.judged(filterOf(within('reviews.view'), input), MOST_COUNTED);
      const names = new Map(judged.map(({ operatorId, operatorName }) => [operatorId, operatorName]));
      const counted = judged.flatMap(
        ({ percent, card, judgements, talkAt, operatorName: _, ...rest }): CountedReview[] =>
          percent === null
            ? []
            : [
                {
                  ...rest,
                  percent,
                  at: talkAt,
                  week: week(talkAt),
                  criteria: criteriaOf(card).flatMap((criterion) => {
                    const share = shareOf(criterion, judgements[criterion.id]);
                    return share === undefined || criterion.weight === 0
                      ? []
                      : [{ id: criterion.id, title: criterion.title, share }];
                  }),
                },
              ],
      );
      const { people, criteria, weeks } = trendsOf(counted);
      return {
        people: people.map((one) => ({ ...one, name: names.get(one.id) ?? '' })),
        criteria,
        weeks,
      } as ReviewTrends;
    },
    'reviews.agreement': (input, { within }) => {
      const { criteria, ...whole } = agreementOf(
        reviews.twice(filterOf(within('reviews.score'), input), MOST_COUNTED),
      );
      return { ...whole, criteria: [...criteria] };
    },
  };
}
