import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/contract/failure.ts';
import { callRecord, ME, type TestBase, testBase } from '../../testing.ts';
import type { ReviewState } from './reviews.ts';

const REVIEWER = '01900000-0000-7000-8000-000000000002';
const AT = Date.UTC(2026, 10, 20, 9);
const CARD = { groups: [] };

let base: TestBase;
beforeEach(() => {
  base = testBase();
  base.repos.users.save({ id: REVIEWER, name: 'Rita' });
});
afterEach(() => base[Symbol.dispose]());

function recorded(startedAt = AT) {
  const { repos } = base;
  const record = callRecord({ startedAt }, {});
  repos.calls.save(record);
  const id = v7();
  repos.recordings.create({ id, callId: record.call.id, mime: 'audio/webm', startedAt });
  repos.recordings.finish(id, { state: 'finished', durationMs: 60_000, bytes: 9, sha256: 'ab' });
  return { recordingId: id, callId: record.call.id };
}
function published() {
  const { scorecards } = base.repos;
  const { id } = scorecards.create({ name: 'Service', card: CARD });
  return { scorecardId: id, versionId: scorecards.publish(id, 1, '').published?.versionId ?? '' };
}
function begin(
  talk: ReturnType<typeof recorded>,
  card: ReturnType<typeof published>,
  fields: Partial<ReviewState> = {},
) {
  const { repos } = base;
  const state: ReviewState = {
    ...{ ...talk, ...card, talkAt: AT, operatorId: ME, reviewerId: REVIEWER, taskId: v7() },
    ...{
      state: 'draft',
      round: 'first',
      judgements: {},
      proposals: {},
      summary: '',
      percent: null,
      failed: false,
    },
    ...{ publishedAt: null, reply: null, repliedAt: null, appeal: null, appealedAt: null, verdict: null },
    ...{ verdictNote: null, decidedBy: null, decidedAt: null, before: null },
    ...fields,
  };
  return repos.reviews.begin(state);
}
const task = (talk: ReturnType<typeof recorded>) => ({
  ...{ ...talk, operatorId: ME, talkAt: AT, scorecardId: null, round: 'first' as const, assigneeId: null },
  reasons: [{ kind: 'hold' as const, value: 200 }],
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as Failure).code;
  }
};

describe('scorecards', () => {
  it('are edited as drafts, and a version stays as it was published', () => {
    const { scorecards } = base.repos;
    const { id } = scorecards.create({ name: 'Service', card: CARD });
    expect(scorecards.summary(id)).toMatchObject({ criteria: 0, draftChanged: true });
    expect([scorecards.published(id), scorecards.offered()]).toEqual([undefined, []]);
    const first = scorecards.publish(id, 1, 'begin');
    expect(first).toMatchObject({ version: 2, draftChanged: false, published: { number: 1 } });
    const card = { groups: [{ id: 'g', title: 'G', weight: 1, criteria: [] }] };
    scorecards.save({ id, version: 2, name: 'Service', card });
    expect(scorecards.summary(id).draftChanged).toBe(true);
    expect(scorecards.published(id)?.card).toEqual(CARD);
    expect(codeOf(() => scorecards.save({ id, version: 2, name: 'x', card }))).toBe('changedMeanwhile');
    scorecards.publish(id, 3, '');
    expect(scorecards.versions(id).map(({ number, remark }) => [number, remark])).toEqual([
      [2, ''],
      [1, 'begin'],
    ]);
    expect(scorecards.version(first.published?.versionId ?? '').card).toEqual(CARD);
    scorecards.archive(id, true);
    expect([scorecards.list(false), scorecards.offered(), scorecards.published(id)]).toEqual([
      [],
      [],
      undefined,
    ]);
    expect(scorecards.list(true)).toHaveLength(1);
  });
});

describe('talks that wait', () => {
  it('are there until they are done or skipped, and a skip is taken back', () => {
    const { reviewTasks, changes } = base.repos;
    const talk = recorded();
    const { id } = reviewTasks.add(task(talk));
    expect(reviewTasks.waiting(REVIEWER, undefined, 10)).toMatchObject([
      { id, operatorName: 'Olena', durationMs: 60_000, reasons: [{ kind: 'hold', value: 200 }] },
    ]);
    expect(reviewTasks.waiting(REVIEWER, new Set([REVIEWER]), 10)).toEqual([]);
    const { changeId } = reviewTasks.skip(id);
    expect(reviewTasks.waiting(REVIEWER, undefined, 10)).toEqual([]);
    expect(reviewTasks.since(AT)).toMatchObject([{ recordingId: talk.recordingId, skipped: true }]);
    expect(codeOf(() => reviewTasks.skip(id))).toBe('reviewClosed');
    changes.undo(changeId);
    expect(reviewTasks.waiting(REVIEWER, undefined, 10)).toHaveLength(1);
    reviewTasks.done(id);
    expect(reviewTasks.waiting(REVIEWER, undefined, 10)).toEqual([]);
  });

  it('a second time are there for whose task it is alone, who is blind until then', () => {
    const { reviewTasks } = base.repos;
    const talk = recorded();
    const { id } = reviewTasks.add({ ...task(talk), round: 'second', assigneeId: REVIEWER });
    expect(reviewTasks.waiting(ME, undefined, 10)).toEqual([]);
    expect(reviewTasks.waiting(REVIEWER, undefined, 10)).toMatchObject([
      { round: 'second', assigneeName: 'Rita' },
    ]);
    expect([ME, REVIEWER].map((who) => reviewTasks.isBlind(talk.recordingId, who))).toEqual([false, true]);
    reviewTasks.done(id);
    expect(reviewTasks.isBlind(talk.recordingId, REVIEWER)).toBe(false);
  });
});

describe('reviews', () => {
  const score = (recordingId: string, owners?: ReadonlySet<string>) =>
    base.repos.library.row(recordingId, { id: 'reader', owners })?.score;

  it('put their score beside the recording when they are published, and only the first of them', () => {
    const { reviews, library } = base.repos;
    const talk = recorded();
    const card = published();
    const review = begin(talk, card, { percent: 40 });
    expect(score(talk.recordingId)).toBeUndefined();
    reviews.change(review.id, { state: 'published', publishedAt: AT, percent: 80 });
    expect(score(talk.recordingId)).toBe(80);
    const second = begin(talk, card, { round: 'second', reviewerId: ME });
    reviews.change(second.id, { state: 'published', percent: 10 });
    expect(score(talk.recordingId)).toBe(80);
    expect(score(talk.recordingId, new Set(['another']))).toBeUndefined();
    const reader = { id: 'reader', owners: undefined };
    const found = (filter: object) => library.list({ ...filter, reader }, { limit: 9 }).rows.length;
    expect([found({ minScore: 80 }), found({ maxScore: 79.9 })]).toEqual([1, 0]);
    expect(library.total({ minScore: 80, reader }).recordings).toBe(1);
    // Whoever may not know it cannot search for it.
    expect(library.list({ minScore: 0 }, { limit: 9 }).rows).toEqual([]);
  });

  it('are listed and counted when they are published, page by page', () => {
    const { reviews } = base.repos;
    const card = published();
    const ids = [1, 2, 3].map((hour) => {
      const review = begin(recorded(AT + hour), card, { talkAt: AT + hour, percent: 50 });
      return reviews.change(review.id, { state: hour === 3 ? 'draft' : 'published' }).id;
    });
    const filter = { owners: undefined, viewerId: ME };
    const page = reviews.list(filter, { limit: 1 });
    expect(page).toMatchObject([
      { id: ids[1], operatorName: 'Olena', reviewerName: 'Rita', scorecardName: 'Service' },
    ]);
    expect(reviews.list(filter, { before: page[0]?.id, limit: 9 }).map(({ id }) => id)).toEqual([ids[0]]);
    expect(reviews.judged({ ...filter, from: AT + 2 }, 9)).toMatchObject([{ reviewId: ids[1], card: CARD }]);
    expect(reviews.judged({ ...filter, owners: new Set(['another']) }, 9)).toEqual([]);
    expect(reviews.judged({ ...filter, scorecardId: v7() }, 9)).toEqual([]);
    reviews.change(ids[0] ?? '', { state: 'appealed', appealedAt: 7 });
    expect(reviews.appeals(filter, 9).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('are changed by who saw them as they are, and a discarded one is gone', () => {
    const { reviews } = base.repos;
    const review = begin(recorded(), published());
    expect(reviews.change(review.id, { summary: 'a' }, review.version).version).toBe(2);
    expect(codeOf(() => reviews.change(review.id, { summary: 'b' }, review.version))).toBe(
      'changedMeanwhile',
    );
    reviews.discard(review.id);
    expect(codeOf(() => reviews.get(review.id))).toBe('notFound');
    expect(reviews.ofRecording(review.recordingId)).toEqual([]);
  });
});
