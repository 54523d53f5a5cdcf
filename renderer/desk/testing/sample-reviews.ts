// A talk and its review.
import type { ReviewRow, ReviewTask, ReviewView } from '../../../shared/contract/reviews.ts';
import type { Scorecard } from '../../../shared/domain/review/scorecard.ts';
import { id, ME } from './sample.ts';

export const SAMPLE_CARD: Scorecard = {
  groups: [
    {
      ...{ id: 'opening', title: 'Opening', weight: 1 },
      criteria: [
        {
          ...{ id: 'greets', title: 'Greets', hint: 'Name and firm', weight: 1, scale: { kind: 'yesNo' } },
          ...{ mayNotApply: false, fatal: true, check: { kind: 'greeting', withinSeconds: 3 } },
        },
        {
          ...{ id: 'asks', title: 'Asks', hint: '', weight: 3, scale: { kind: 'points', most: 4 } },
          ...{ mayNotApply: true, fatal: false, step: { scriptId: id(700), nodeId: 'need' } },
        },
      ],
    },
  ],
};

export const REVIEW_TASK: ReviewTask = {
  ...{ id: id(500), recordingId: id(101), callId: id(201), talkAt: Date.UTC(2026, 10, 20, 9) },
  ...{ operatorId: id(600), operatorName: 'Anna Orlova', number: '+79161234567', durationMs: 61_000 },
  ...{ round: 'first', reasons: [{ kind: 'hold', value: 200 }, { kind: 'random' }] },
};

export const REVIEW_ROW: ReviewRow = {
  ...{ id: id(800), recordingId: id(101), callId: id(201), talkAt: Date.UTC(2026, 10, 20, 9) },
  ...{ operatorId: id(600), operatorName: 'Anna Orlova', number: '+79161234567' },
  ...{ reviewerId: ME.id, reviewerName: 'Olena', scorecardId: id(900), scorecardName: 'Service' },
  ...{ round: 'first', state: 'published', percent: 62.5, failed: false, replied: false },
  publishedAt: Date.UTC(2026, 10, 21, 9),
};

export const REVIEW_DRAFT: ReviewView = {
  ...REVIEW_ROW,
  reasons: [{ kind: 'hold', value: 200 }],
  ...{
    state: 'draft',
    version: 1,
    versionNumber: 2,
    card: SAMPLE_CARD,
    summary: '',
    mine: true,
    aboutMe: false,
  },
  judgements: { greets: { points: 0, atMs: 5_000 } },
  proposals: {
    greets: { check: { kind: 'greeting', withinSeconds: 3 }, verdict: 'failed', value: 5, atMs: [5_000] },
  },
};
