// A recorded talk is chosen, reviewed, answered by its operator, appealed and decided, by people of different rights.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReader } from '../../db/open.ts';
import { parseSpool } from '../../electron/core/recordings/spool.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { Judgements } from '../../shared/domain/review/score.ts';
import type { Criterion, Scorecard } from '../../shared/domain/review/scorecard.ts';
import { ScriptedPhone } from '../support/core-harness.ts';
import { type Office, openOffice, refusal } from '../support/office.ts';

const SOUND = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);
const criterion = (id: string, fields: Partial<Criterion> = {}): Criterion => ({
  ...{ id, title: id, hint: '', weight: 1, scale: { kind: 'yesNo' }, mayNotApply: false, fatal: false },
  ...fields,
});
const CARD: Scorecard = {
  groups: [
    {
      ...{ id: 'all', title: 'All of it', weight: 1 },
      criteria: [
        criterion('greets', { fatal: true, check: { kind: 'greeting', withinSeconds: 1 } }),
        criterion('asks', { scale: { kind: 'points', most: 4 } }),
        criterion('thanks', { mayNotApply: true }),
      ],
    },
  ],
};
/** The operator begins after two seconds: too late for the card. */
const LEVELS = {
  windowMs: 100,
  operator: Uint8Array.from({ length: 60 }, (_, n) => (n >= 20 ? 200 : 0)),
  customer: Uint8Array.from({ length: 60 }, (_, n) => (n < 10 ? 180 : 0)),
};

let office: Office;
let anna: string;
let recordingId: string;
let scorecardId: string;

beforeEach(async () => {
  office = await openOffice();
  anna = await office.hire('Anna', 'operator');
  await office.hire('Boris', 'operator');
  await office.hire('Rita', 'supervisor');
  await office.hire('Sam', 'supervisor');
  const { boss } = office;
  const { id } = await boss.request('scorecards.create', { name: 'Service', card: CARD });
  await boss.request('scorecards.publish', { id, version: 1, remark: '' });
  scorecardId = id;
  recordingId = await talkOf('Anna');
});
afterEach(() => office.core.close());

/** A real MediaRecorder's chunks, for a phone that has no microphone; measured as the operator's own page would. */
async function talkOf(name: string): Promise<string> {
  const desk = await office.seat(name);
  const phone = new ScriptedPhone(office.connect);
  await phone.attach();
  await phone.register();
  const callId = await phone.ring({ number: '+442079460101' });
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  const id = uuid();
  const mime = 'audio/webm;codecs=opus';
  await phone.core.request('recordings.begin', { recordingId: id, callId, mime, startedAt: Date.now() });
  const bytes = new Uint8Array(parseSpool(readFileSync(SOUND)).bytes);
  await phone.core.request('recordings.append', { recordingId: id, seq: 0, bytes });
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
  await phone.core.request('recordings.finish', { recordingId: id, chunks: 1 });
  await desk.request('library.measured', { recordingId: id, levels: LEVELS });
  await desk.request('calls.wrapUp', { callId, close: true });
  phone.leave();
  return id;
}

async function published(desk: CoreClient, judgements: Judgements): Promise<string> {
  const { reviewId } = await desk.request('reviews.begin', { recordingId });
  const { version } = await desk.request('reviews.get', { reviewId });
  const saved = await desk.request('reviews.save', { reviewId, version, judgements, summary: 'heard' });
  await desk.request('reviews.publish', { reviewId, version: saved.version });
  return reviewId;
}
const GOOD: Judgements = { greets: { points: 1 }, asks: { points: 4 }, thanks: { points: null } };

function audited(): string[] {
  const reader = openReader(join(office.dataDir, 'ringdesk.db'));
  try {
    return reader.sqlite
      .prepare("select action from audit where subject = 'review' order by at, id")
      .pluck()
      .all() as string[];
  } finally {
    reader.close();
  }
}

describe('the queue', () => {
  it('is filled by rules, each talk once and with its reason, for whoever may review these people', async () => {
    const rita = await office.seat('Rita');
    const rules = await rita.request('reviews.rules', {});
    await rita.request('reviews.saveRules', { ...rules, perOperatorWeek: 0 });
    expect(await rita.request('reviews.fill', {})).toEqual({ looked: 1, added: 1 });
    expect(await rita.request('reviews.fill', {})).toEqual({ looked: 0, added: 0 });
    const { tasks } = await rita.request('reviews.queue', {});
    expect(tasks).toMatchObject([
      {
        recordingId,
        operatorName: 'Anna',
        round: 'first',
        reasons: [{ kind: 'fatalCheck', name: 'greets' }],
      },
    ]);
    await rita.request('reviews.skip', { taskId: tasks[0]?.id ?? '' });
    expect((await rita.request('reviews.queue', {})).tasks).toEqual([]);
    expect(await rita.request('reviews.fill', {})).toEqual({ looked: 0, added: 0 });
    const desk = await office.seat('Anna');
    for (const name of ['reviews.queue', 'reviews.fill'] as const)
      expect(await refusal(desk, name, {})).toBe('noRight');
    expect(await refusal(desk, 'reviews.begin', { recordingId })).toBe('noRight');
    expect(await refusal(desk, 'reviews.saveRules', rules)).toBe('noRight');
  });
});

describe('a review', () => {
  it('begins with what the program found, and both are kept', async () => {
    const rita = await office.seat('Rita');
    const { reviewId } = await rita.request('reviews.begin', { recordingId });
    const begun = await rita.request('reviews.get', { reviewId });
    expect(begun.reasons).toEqual([{ kind: 'byHand' }]);
    expect(begun).toMatchObject({ state: 'draft', mine: true, percent: 0, failed: true, operatorId: anna });
    expect(begun.judgements).toEqual({ greets: { points: 0, atMs: 2_000 } });
    expect(begun.proposals.greets).toMatchObject({ verdict: 'failed', atMs: [2_000] });
    // Once more is the same one.
    expect(await rita.request('reviews.begin', { recordingId })).toEqual({ reviewId });
    const judgements = { ...GOOD, greets: { points: 1, comment: 'a friendly hum' } };
    const { version } = await rita.request('reviews.save', {
      reviewId,
      version: begun.version,
      judgements,
      summary: '',
    });
    const done = await rita.request('reviews.publish', { reviewId, version });
    expect(done).toMatchObject({ state: 'published', percent: 100, failed: false, mine: false });
    expect(done.proposals.greets?.verdict).toBe('failed');
    expect((await rita.request('library.list', { minScore: 90 })).rows).toMatchObject([
      { recordingId, score: 100 },
    ]);
    expect((await rita.request('library.list', { maxScore: 90 })).rows).toEqual([]);
    expect(audited()).toEqual(['review.publish']);
  });

  it('stays on the version with which it began', async () => {
    const rita = await office.seat('Rita');
    const { reviewId } = await rita.request('reviews.begin', { recordingId });
    const draft = await rita.request('scorecards.draft', { id: scorecardId });
    const [group] = draft.card.groups;
    const card = { groups: [{ ...group, criteria: [criterion('other')] }] } as Scorecard;
    const { version } = await rita.request('scorecards.save', { ...draft, card });
    const summary = await rita.request('scorecards.publish', { id: scorecardId, version, remark: 'less' });
    expect(summary.published?.number).toBe(2);
    const view = await rita.request('reviews.get', { reviewId });
    expect([view.versionNumber, view.card]).toEqual([1, CARD]);
    const stray = { reviewId, version: view.version, judgements: { other: { points: 1 } }, summary: '' };
    expect(await refusal(rita, 'reviews.save', stray)).toBe('badRequest');
    const [, first] = await rita.request('scorecards.versions', { scorecardId });
    expect((await rita.request('scorecards.version', { versionId: first?.id ?? '' })).card).toEqual(CARD);
  });

  it('is published whole or not at all, and refuses what its card has not', async () => {
    const rita = await office.seat('Rita');
    const { reviewId } = await rita.request('reviews.begin', { recordingId });
    const { version } = await rita.request('reviews.get', { reviewId });
    expect(await refusal(rita, 'reviews.publish', { reviewId, version })).toBe('reviewIncomplete');
    const save = (judgements: Judgements, seen = version) =>
      refusal(rita, 'reviews.save', { reviewId, version: seen, judgements, summary: '' });
    expect(await save({ asks: { points: 5 } })).toBe('badRequest');
    expect(await save({ asks: { points: null } })).toBe('badRequest');
    expect(await save({ asks: { points: 2 } })).toBe('done');
    expect(await save({ asks: { points: 3 } })).toBe('changedMeanwhile');
  });

  it('belongs to who began it, and nobody reviews himself', async () => {
    const own = await talkOf('Rita');
    const rita = await office.seat('Rita');
    expect(await refusal(rita, 'reviews.begin', { recordingId: own })).toBe('reviewOwn');
    const { reviewId } = await rita.request('reviews.begin', { recordingId });
    const sam = await office.seat('Sam');
    expect(await refusal(sam, 'reviews.begin', { recordingId })).toBe('reviewTaken');
    // A draft is its reviewer's alone.
    expect(await refusal(sam, 'reviews.get', { reviewId })).toBe('notFound');
    const save = { reviewId, version: 1, judgements: GOOD, summary: '' };
    expect(await refusal(sam, 'reviews.save', save)).toBe('notAllowed');
    expect(await refusal(sam, 'reviews.discard', { reviewId })).toBe('notAllowed');
    // Rita stands beside Sam, not below.
    expect(await refusal(sam, 'reviews.begin', { recordingId: own })).toBe('outOfReach');
  });
});

describe('the operator', () => {
  it('sees what is published about him, answers, appeals, and reads what was decided and what it was before', async () => {
    const rita = await office.seat('Rita');
    const { reviewId: draft } = await rita.request('reviews.begin', { recordingId });
    let desk = await office.seat('Anna');
    expect((await desk.request('reviews.list', {})).rows).toEqual([]);
    expect(await refusal(desk, 'reviews.get', { reviewId: draft })).toBe('notFound');
    const reviewId = await published(await office.seat('Rita'), { ...GOOD, asks: { points: 1 } });
    expect(reviewId).toBe(draft);
    desk = await office.seat('Anna');
    expect((await desk.request('reviews.list', {})).rows).toMatchObject([{ id: reviewId, percent: 62.5 }]);
    await desk.request('reviews.reply', { reviewId, text: 'Understood' });
    const appealed = await desk.request('reviews.appeal', { reviewId, reason: 'I asked at 0:30' });
    expect(appealed).toMatchObject({ state: 'appealed', aboutMe: true, reply: 'Understood', reasons: [] });
    expect(await refusal(desk, 'reviews.decide', { reviewId, note: 'mine', judgements: GOOD })).toBe(
      'noRight',
    );
    expect((await desk.request('reviews.trends', days())).people).toMatchObject([
      { id: anna, percent: 62.5 },
    ]);
    const boris = await office.seat('Boris');
    expect(await refusal(boris, 'reviews.get', { reviewId })).toBe('outOfReach');
    expect((await boris.request('reviews.list', {})).rows).toEqual([]);

    const sam = await office.seat('Sam');
    expect((await sam.request('reviews.queue', {})).appeals).toMatchObject([{ id: reviewId }]);
    expect(await refusal(sam, 'reviews.appeal', { reviewId, reason: 'not mine' })).toBe('notAllowed');
    const decided = await sam.request('reviews.decide', { reviewId, note: 'She did', judgements: GOOD });
    expect(decided).toMatchObject({
      ...{ state: 'decided', verdict: 'changed', percent: 100, decidedByName: 'Sam' },
      before: { percent: 62.5, judgements: { asks: { points: 1 } } },
    });
    expect((await sam.request('library.get', { recordingId })).row.score).toBe(100);
    expect(audited()).toEqual(['review.publish', 'review.reply', 'review.appeal', 'review.decide']);
  });
});

describe('a second review', () => {
  it('is made without sight of the first, counts nowhere, and is compared with it', async () => {
    const reviewId = await published(await office.seat('Rita'), { ...GOOD, asks: { points: 2 } });
    let rita = await office.seat('Rita');
    await rita.request('library.comment', { recordingId, atMs: 1_000, text: 'too late' });
    const { reviewers } = await rita.request('reviews.choices', {});
    const idOf = (name: string) => reviewers.find((one) => one.name === name)?.id ?? '';
    expect(reviewers.map(({ name }) => name).toSorted()).toEqual(['Boss', 'Rita', 'Sam']);
    expect(await refusal(rita, 'reviews.second', { reviewId, reviewerId: idOf('Rita') })).toBe(
      'secondReviewer',
    );
    await rita.request('reviews.second', { reviewId, reviewerId: idOf('Sam') });
    expect(await refusal(rita, 'reviews.second', { reviewId, reviewerId: idOf('Boss') })).toBe(
      'secondReviewer',
    );
    expect((await rita.request('reviews.queue', {})).tasks).toEqual([]);

    const sam = await office.seat('Sam');
    expect((await sam.request('reviews.queue', {})).tasks).toMatchObject([{ recordingId, round: 'second' }]);
    expect(await refusal(sam, 'reviews.get', { reviewId })).toBe('reviewBlind');
    expect(await sam.request('reviews.ofRecording', { recordingId })).toEqual({});
    expect((await sam.request('reviews.list', {})).rows).toEqual([]);
    expect((await sam.request('reviews.trends', days())).people).toEqual([]);
    const { row, comments } = await sam.request('library.get', { recordingId });
    expect([row.score, comments]).toEqual([undefined, []]);
    expect((await sam.request('library.list', { minScore: 0 })).rows).toEqual([]);
    const second = await published(sam, GOOD);
    expect((await sam.request('library.get', { recordingId })).row.score).toBe(75);
    expect(await refusal(sam, 'reviews.get', { reviewId })).toBe('done');

    const agreement = await sam.request('reviews.agreement', days());
    expect(agreement).toMatchObject({ talks: 1, apart: 25 });
    expect(agreement.criteria).toMatchObject([
      { id: 'greets', same: 1 },
      { id: 'asks', same: 0 },
      { id: 'thanks', same: 1 },
    ]);
    const desk = await office.seat('Anna');
    expect(await refusal(desk, 'reviews.get', { reviewId: second })).toBe('outOfReach');
    expect((await desk.request('reviews.list', {})).rows).toMatchObject([{ id: reviewId }]);
    rita = await office.seat('Rita');
    expect((await rita.request('reviews.get', { reviewId: second })).percent).toBe(100);
  });
});

const days = () => {
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  return { firstDay: day(-2), lastDay: day(2) };
};
