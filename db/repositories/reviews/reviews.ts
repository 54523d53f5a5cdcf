import { Failure } from '../../../shared/contract/failure.ts';
import type { ReviewRow } from '../../../shared/contract/reviews.ts';
import type { Judgements } from '../../../shared/domain/review/score.ts';
import type { Scorecard } from '../../../shared/domain/review/scorecard.ts';
import { reviews } from '../../schema/reviews.ts';
import { type RowOf, rowAggregate } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { LibraryUpkeep } from '../library/upkeep.ts';
import { present } from '../present.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';

export type ReviewState = RowOf<typeof reviews>;
export type StoredReview = ReviewState & { readonly id: string; readonly version: number };

export interface ReviewFilter {
  readonly owners: ReadonlySet<string> | undefined;
  /** Who reads: a talk that he has to review a second time is not in it. */
  readonly viewerId: string;
  readonly operatorId?: string | undefined;
  readonly scorecardId?: string | undefined;
  /** Of the talk, UTC ms: at or after, and before. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A published review with what it was judged by. */
export interface JudgedReview {
  readonly reviewId: string;
  readonly recordingId: string;
  readonly callId: string;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly talkAt: number;
  readonly percent: number | null;
  readonly failed: boolean;
  readonly card: Scorecard;
  readonly judgements: Judgements;
}

/** What was found of talks. No undo takes one back: what was published was read. */
export interface Reviews {
  /** @throws Failure `notFound` */
  get(id: string): StoredReview;
  row(id: string): ReviewRow;
  ofRecording(recordingId: string): StoredReview[];
  begin(review: ReviewState): StoredReview;
  /** @throws Failure `notFound`, `changedMeanwhile` */
  change(id: string, fields: Partial<ReviewState>, version?: number): StoredReview;
  discard(id: string): void;
  /** Published first rounds, the newest talk first. */
  list(
    filter: ReviewFilter,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): ReviewRow[];
  /** That wait for an answer, the oldest first. */
  appeals(filter: Pick<ReviewFilter, 'owners' | 'viewerId'>, limit: number): ReviewRow[];
  /** First rounds, for the trends; the newest talks. */
  judged(filter: ReviewFilter, limit: number): JudgedReview[];
  /** Talks that were reviewed twice with the same version. */
  twice(
    filter: ReviewFilter,
    limit: number,
  ): {
    readonly card: Scorecard;
    readonly first: Judgements;
    readonly second: Judgements;
  }[];
}

const ROW = `select r.id, r.recording_id as recordingId, r.call_id as callId, r.talk_at as talkAt,
    r.operator_id as operatorId, coalesce(o.name, '') as operatorName, c.name as contactName, k.remote_number as number,
    r.reviewer_id as reviewerId, coalesce(w.name, '') as reviewerName, r.scorecard_id as scorecardId, v.name as scorecardName,
    r.round, r.state, r.percent, r.failed, r.published_at as publishedAt, r.reply is not null as replied
  from reviews r
  cross join calls k on k.id = r.call_id
  cross join scorecard_versions v on v.id = r.version_id
  left join users o on o.id = r.operator_id
  left join users w on w.id = r.reviewer_id
  left join contacts c on c.id = k.contact_id and c.deleted_at is null`;

/** A talk that the reader has to review without sight of what was found of it. */
const BLIND = `exists (select 1 from review_tasks b where b.recording_id = r.recording_id and b.assignee_id = +@viewerId
  and b.round = 'second' and b.state = 'open' and b.deleted_at is null)`;

const FILTERED = `r.deleted_at is null and r.state <> 'draft' and r.round = 'first' and ${withinOwners('r.operator_id')}
  and (@operatorId is null or r.operator_id = @operatorId) and (@scorecardId is null or r.scorecard_id = @scorecardId)
  and r.talk_at >= +@from and r.talk_at < +@to and not ${BLIND}`;

type RawRow = Omit<ReviewRow, 'failed' | 'replied'> & { readonly failed: number; readonly replied: number };
const toRow = (raw: RawRow): ReviewRow => ({
  ...present(raw),
  failed: raw.failed === 1,
  replied: raw.replied === 1,
});

const parametersOf = ({ owners, viewerId, operatorId, scorecardId, from, to }: ReviewFilter) => ({
  owners: ownersParameter(owners),
  viewerId,
  operatorId: operatorId ?? null,
  scorecardId: scorecardId ?? null,
  from: from ?? 0,
  to: to ?? Number.MAX_SAFE_INTEGER,
});

export function createReviews(
  { db, newId }: Deps,
  changes: Changes,
  upkeep: Pick<LibraryUpkeep, 'reviewsChanged'>,
): Reviews {
  const { sqlite } = db;
  // Not known to undo.
  const aggregate = rowAggregate(sqlite, reviews);
  const one = sqlite.prepare(`${ROW} where r.id = +? and r.deleted_at is null`);
  const idsOf = sqlite
    .prepare('select id from reviews where recording_id = +? and deleted_at is null order by id')
    .pluck();
  const list = sqlite.prepare(
    `${ROW} where ${FILTERED} and (@before is null or (r.talk_at, r.id) <
       (select b.talk_at, b.id from reviews b where b.id = @before)) order by r.talk_at desc, r.id desc limit +@limit`,
  );
  const appeals = sqlite.prepare(
    `${ROW} where r.state = 'appealed' and r.deleted_at is null and ${withinOwners('r.operator_id')}
       and not ${BLIND} order by r.appealed_at limit +@limit`,
  );
  const judged = sqlite.prepare(
    `select r.id as reviewId, r.recording_id as recordingId, r.call_id as callId, r.operator_id as operatorId,
       coalesce(o.name, '') as operatorName, r.talk_at as talkAt, r.percent, r.failed, r.version_id as versionId, r.judgements
     from reviews r left join users o on o.id = r.operator_id
     where ${FILTERED} order by r.talk_at desc, r.id desc limit +@limit`,
  );
  const twice = sqlite.prepare(
    `select r.version_id as versionId, coalesce(json_extract(r.before, '$.judgements'), r.judgements) as first,
       s.judgements as second
     from reviews r join reviews s on s.recording_id = r.recording_id and s.round = 'second' and s.state <> 'draft'
       and s.version_id = r.version_id and s.deleted_at is null
     where ${FILTERED} order by r.talk_at desc, r.id desc limit +@limit`,
  );
  const cardOf = sqlite.prepare('select card from scorecard_versions where id = +?').pluck();
  /** Hundreds of reviews are made with a handful of versions. */
  function cardsOnce(): (versionId: string) => Scorecard {
    const known = new Map<string, Scorecard>();
    return (versionId) => {
      const card = known.get(versionId) ?? (JSON.parse(cardOf.get(versionId) as string) as Scorecard);
      known.set(versionId, card);
      return card;
    };
  }

  function get(id: string): StoredReview {
    const stored = aggregate.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
    return { id, version: stored.stamp.version, ...stored.state };
  }

  return {
    get,
    row(id) {
      const raw = one.get(id) as RawRow | undefined;
      if (raw === undefined) throw new Failure('notFound', { id });
      return toRow(raw);
    },
    ofRecording: (recordingId) => (idsOf.all(recordingId) as string[]).map(get),
    begin: (review) => get(changes.save(aggregate, newId(), review).id),
    change: (id, fields, version) =>
      db.transaction(() => {
        changes.patch(aggregate, id, fields, version === undefined ? {} : { version });
        const changed = get(id);
        if (changed.state !== 'draft') upkeep.reviewsChanged(changed.recordingId);
        return changed;
      }),
    discard: (id) => void changes.remove(aggregate, id),
    list: (filter, { before, limit }) =>
      (list.all({ ...parametersOf(filter), before: before ?? null, limit }) as RawRow[]).map(toRow),
    appeals: ({ owners, viewerId }, limit) =>
      (appeals.all({ owners: ownersParameter(owners), viewerId, limit }) as RawRow[]).map(toRow),
    judged(filter, limit) {
      const card = cardsOnce();
      return (
        judged.all({ ...parametersOf(filter), limit }) as (Omit<
          JudgedReview,
          'failed' | 'card' | 'judgements'
        > & { failed: number; versionId: string; judgements: string })[]
      ).map(({ failed, versionId, judgements, ...raw }) => ({
        ...raw,
        failed: failed === 1,
        card: card(versionId),
        judgements: JSON.parse(judgements) as Judgements,
      }));
    },
    twice(filter, limit) {
      const card = cardsOnce();
      return (
        twice.all({ ...parametersOf(filter), limit }) as {
          versionId: string;
          first: string;
          second: string;
        }[]
      ).map(({ versionId, first, second }) => ({
        card: card(versionId),
        first: JSON.parse(first) as Judgements,
        second: JSON.parse(second) as Judgements,
      }));
    },
  };
}
