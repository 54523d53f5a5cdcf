import { describe, expect, it } from 'vitest';
import { applyToReview, type Review, type ReviewEvent } from './review.ts';
import type { Score } from './score.ts';
import { type CountedReview, trendsOf } from './trends.ts';

const WHOLE: Score = { percent: 80, failed: false, groups: [], open: [] };
const HALF: Score = { percent: 40, failed: false, groups: [], open: ['x'] };
const DRAFT: Review = {
  ...{ state: 'draft', round: 'first', operatorId: 'op', reviewerId: 'rev', judgements: {}, proposals: {} },
  ...{ summary: '', percent: null, failed: false, publishedAt: null, reply: null, repliedAt: null },
  ...{ appeal: null, appealedAt: null, verdict: null, verdictNote: null, decidedBy: null, decidedAt: null },
  before: null,
};
const fold = (review: Review, ...events: ReviewEvent[]): Review | string => {
  let now: Review = review;
  for (const event of events) {
    const next = applyToReview(now, event);
    if (typeof next === 'string') return next;
    now = next;
  }
  return now;
};
const PUBLISH = { kind: 'published', by: 'rev', at: 5, score: WHOLE } as const;
const APPEAL = { kind: 'appealed', by: 'op', at: 6, reason: 'I did ask' } as const;

describe('a review', () => {
  it('is judged by its reviewer alone, and only as a draft', () => {
    const judged = { kind: 'judged', judgements: { x: { points: 1 } }, summary: 's', score: HALF } as const;
    expect(fold(DRAFT, { ...judged, by: 'rev' })).toMatchObject({ summary: 's', percent: 40 });
    expect(fold(DRAFT, { ...judged, by: 'another' })).toBe('notYours');
    expect(fold(DRAFT, PUBLISH, { ...judged, by: 'rev' })).toBe('notNow');
  });

  it('is published when everything is judged', () => {
    expect(fold(DRAFT, { ...PUBLISH, score: HALF })).toBe('incomplete');
    expect(fold(DRAFT, PUBLISH)).toMatchObject({ state: 'published', percent: 80, publishedAt: 5 });
    expect(fold(DRAFT, PUBLISH, PUBLISH)).toBe('notNow');
  });

  it('is answered and appealed by the operator, once each and not before he can see it', () => {
    const reply = { kind: 'replied', by: 'op', at: 6, text: 'thanks' } as const;
    expect(fold(DRAFT, reply)).toBe('notNow');
    expect(fold(DRAFT, PUBLISH, reply)).toMatchObject({ reply: 'thanks' });
    expect(fold(DRAFT, PUBLISH, reply, reply)).toBe('notNow');
    expect(fold(DRAFT, APPEAL)).toBe('notNow');
    expect(fold(DRAFT, PUBLISH, { ...APPEAL, by: 'rev' })).toBe('notYours');
    expect(fold(DRAFT, PUBLISH, APPEAL, APPEAL)).toBe('notNow');
    expect(fold({ ...DRAFT, round: 'second' }, PUBLISH, reply)).toBe('notYours');
  });

  it('keeps what an appeal changed, and stays as it is when it is upheld', () => {
    const decided = { kind: 'decided', by: 'boss', at: 7, note: 'heard it again' } as const;
    expect(fold(DRAFT, PUBLISH, decided)).toBe('notNow');
    expect(fold(DRAFT, PUBLISH, APPEAL, decided)).toMatchObject({
      ...{ state: 'decided', verdict: 'upheld', percent: 80, before: null },
    });
    const changed = { judgements: { x: { points: 1 } }, score: { ...WHOLE, percent: 95 } };
    expect(fold(DRAFT, PUBLISH, APPEAL, { ...decided, changed })).toMatchObject({
      ...{ verdict: 'changed', percent: 95, before: { judgements: {}, percent: 80, failed: false } },
    });
    expect(fold(DRAFT, PUBLISH, APPEAL, { ...decided, changed: { ...changed, score: HALF } })).toBe(
      'incomplete',
    );
    expect(fold(DRAFT, PUBLISH, APPEAL, decided, decided)).toBe('notNow');
    expect(fold(DRAFT, PUBLISH, APPEAL, decided, APPEAL)).toBe('notNow');
  });
});

describe('trends', () => {
  const review = (n: number, fields: Partial<CountedReview>): CountedReview => ({
    ...{ reviewId: `v${n}`, recordingId: `r${n}`, callId: `k${n}`, operatorId: 'anna', at: n },
    ...{ week: '2026-11-23', percent: 50, failed: false, criteria: [] },
    ...fields,
  });
  it('are means by person, criterion and week, the weakest first', () => {
    const asks = (share: number, title = 'Asks') => ({ id: 'asks', title, share });
    const greets = (share: number) => ({ id: 'greets', title: 'Greets', share });
    const found = trendsOf([
      review(1, { week: '2026-11-16', percent: 40, failed: true, criteria: [asks(0, 'Asked'), greets(1)] }),
      review(2, { percent: 60, criteria: [asks(0.5), greets(1)] }),
      review(3, { operatorId: 'boris', percent: 90, criteria: [asks(1)] }),
    ]);
    expect(found.weeks).toEqual([
      { week: '2026-11-16', reviews: 1, percent: 40 },
      { week: '2026-11-23', reviews: 2, percent: 75 },
    ]);
    expect(found.people.map(({ id, percent, failed }) => [id, percent, failed])).toEqual([
      ['anna', 50, 1],
      ['boris', 90, 0],
    ]);
    expect(found.people[0]?.weakest).toEqual([
      {
        ...{ criterionId: 'asks', title: 'Asks', reviews: 2, percent: 25 },
        talks: [
          { reviewId: 'v1', recordingId: 'r1', callId: 'k1', at: 1, percent: 0 },
          { reviewId: 'v2', recordingId: 'r2', callId: 'k2', at: 2, percent: 50 },
        ],
      },
    ]);
    expect(found.people[1]?.weakest).toEqual([]);
    expect(found.criteria.map(({ id, title, percent }) => [id, title, percent])).toEqual([
      ['asks', 'Asks', 50],
      ['greets', 'Greets', 100],
    ]);
  });
  it('of nothing are nothing', () => {
    expect(trendsOf([])).toEqual({ people: [], criteria: [], weeks: [] });
  });
});
