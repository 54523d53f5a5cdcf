import { Failure } from '../../../shared/contract/failure.ts';
import type { ReviewTask } from '../../../shared/contract/reviews.ts';
import type { Reason } from '../../../shared/domain/review/sampling.ts';
import { reviewTasks } from '../../schema/reviews.ts';
import { type RowOf, rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';

export type StoredReviewTask = RowOf<typeof reviewTasks> & { readonly id: string };
export type NewReviewTask = Omit<RowOf<typeof reviewTasks>, 'state' | 'reviewId'>;

export interface ChosenBefore {
  readonly recordingId: string;
  readonly operatorId: string;
  readonly talkAt: number;
  readonly skipped: boolean;
}

/** Talks that wait for a review. */
export interface ReviewTasks {
  /** The oldest talk first; without those whose recording is gone. `viewerId`: a second review is shown to him alone whose task it is. */
  waiting(viewerId: string, owners: ReadonlySet<string> | undefined, limit: number): ReviewTask[];
  add(task: NewReviewTask): Changed;
  /** @throws Failure `notFound` */
  get(id: string): StoredReviewTask;
  /** Not skipped and not deleted, of both rounds. */
  ofRecording(recordingId: string): StoredReviewTask[];
  begun(id: string, reviewId: string | null): void;
  done(id: string): void;
  skip(id: string): Changed;
  /** What was ever chosen of talks since then, skipped or done as well. */
  since(talkAt: number): ChosenBefore[];
  /** Whether this person has a second review of it to make, and must not know the first. */
  isBlind(recordingId: string, viewerId: string): boolean;
}

const WAITING = `select t.id, t.recording_id as recordingId, t.call_id as callId, t.talk_at as talkAt,
    x.duration_ms as durationMs, t.operator_id as operatorId, coalesce(o.name, '') as operatorName,
    c.name as contactName, k.remote_number as number, t.round, t.reasons, t.scorecard_id as scorecardId,
    t.assignee_id as assigneeId, a.name as assigneeName, v.reviewer_id as reviewerId, w.name as reviewerName
  from review_tasks t indexed by review_tasks_open
  cross join calls k on k.id = t.call_id
  cross join recording_index x on x.recording_id = t.recording_id
  left join users o on o.id = t.operator_id
  left join contacts c on c.id = k.contact_id and c.deleted_at is null
  left join users a on a.id = t.assignee_id
  left join reviews v on v.id = t.review_id
  left join users w on w.id = v.reviewer_id
  where t.state = 'open' and t.deleted_at is null and (t.round = 'first' or t.assignee_id = +@viewer)
    and ${withinOwners('t.operator_id')}
  order by t.talk_at, t.id limit +@limit`;

export function createReviewTasks({ db, newId }: Deps, changes: Changes): ReviewTasks {
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, reviewTasks);
  changes.register(aggregate);
  const waiting = sqlite.prepare(WAITING);
  const idsOf = sqlite
    .prepare(
      `select id from review_tasks where recording_id = +? and state <> 'skipped' and deleted_at is null order by id`,
    )
    .pluck();
  const since = sqlite.prepare(
    `select recording_id as recordingId, operator_id as operatorId, talk_at as talkAt, state from review_tasks
     where talk_at >= +? and round = 'first' and deleted_at is null`,
  );
  const blind = sqlite
    .prepare(
      `select 1 from review_tasks where recording_id = +? and assignee_id = +? and round = 'second' and state = 'open'
         and deleted_at is null`,
    )
    .pluck();

  function get(id: string): StoredReviewTask {
    const stored = aggregate.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) throw new Failure('notFound', { id });
    return { id, ...stored.state };
  }

  return {
    waiting: (viewer, owners, limit) =>
      (
        waiting.all({ viewer, owners: ownersParameter(owners), limit }) as (Omit<ReviewTask, 'reasons'> & {
          reasons: string;
        })[]
      ).map(({ reasons, ...raw }) => ({ ...present(raw), reasons: JSON.parse(reasons) as Reason[] })),
    add: (task) => changes.save(aggregate, newId(), { ...task, state: 'open', reviewId: null }),
    get,
    ofRecording: (recordingId) => (idsOf.all(recordingId) as string[]).map(get),
    begun: (id, reviewId) => void changes.patch(aggregate, id, { reviewId }),
    done: (id) => void changes.patch(aggregate, id, { state: 'done' }),
    skip(id) {
      if (get(id).state !== 'open') throw new Failure('reviewClosed');
      return changes.patch(aggregate, id, { state: 'skipped' });
    },
    since: (talkAt) =>
      (since.all(talkAt) as (Omit<ChosenBefore, 'skipped'> & { state: string })[]).map(
        ({ state, ...raw }) => ({
          ...raw,
          skipped: state === 'skipped',
        }),
      ),
    isBlind: (recordingId, viewerId) => blind.get(recordingId, viewerId) !== undefined,
  };
}
