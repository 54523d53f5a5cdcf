import { describe, expect, it, vi } from 'vitest';
import type { CallRecord } from '../../../db/repositories/index.ts';
import { callRecord, draft, ME, type TestBase, testBase } from '../../../db/testing.ts';
import { BUILT_IN_OUTCOMES, type BuiltInOutcome } from '../../../shared/domain/outcome/outcome.ts';
import { DEFAULT_RULES } from '../../../shared/domain/pacing/campaign.ts';
import { silentLog } from '../host/log.ts';
import { createLiveCalls } from './live-calls.ts';
import { createWrapUp } from './wrap-up.ts';
import { createWrapUpPreview } from './wrap-up-preview.ts';

const NUMBER = '+79161234567';
const PROMISE = { dueAt: Date.UTC(2026, 11, 1, 6), zone: 'Europe/Moscow', title: 'Call Anna' };

function desk(base: TestBase, stage: 'new' | 'negotiation' | 'customer' = 'new') {
  const { repos } = base;
  const live = createLiveCalls({
    repositories: repos,
    log: silentLog,
    now: () => base.clock.now,
    identify: () => ({ reading: { kind: 'anonymous' }, matches: [] }),
    card: () => undefined,
    lastHeard: () => undefined,
    pauseOf: () => undefined,
    onChanged: vi.fn(),
    show: vi.fn(),
    onEffect: vi.fn(),
    onEnded: vi.fn(),
  });
  const closed = vi.fn();
  const wrapUp = createWrapUp({
    db: base.db,
    repositories: repos,
    live,
    onTasksChanged: vi.fn(),
    onContactsChanged: vi.fn(),
    onWrapUpClosed: closed,
  });
  const { id: contactId } = repos.contacts.create(
    draft({ name: 'Anna', stage, phones: [{ number: NUMBER }] }),
  );
  const { id: campaignId } = repos.campaigns.create({
    name: 'List',
    pace: 'manual',
    ownerIds: [],
    goal: {},
    rules: DEFAULT_RULES,
  });
  const { id: leadId } = repos.leads.addTo(campaignId, contactId) ?? expect.fail();
  const called = (more: Partial<CallRecord> = {}): string => {
    const record = callRecord({}, { contactId, campaignId, leadId, wrapUp: 'open', ...more });
    repos.calls.save(record);
    if (record.leadId !== undefined) attempted(record.call.id);
    return record.call.id;
  };
  /** The list dialled it. */
  const attempted = (callId: string): void => {
    const at = base.clock.now;
    repos.leads.take(leadId, { agentId: ME, token: callId, until: at + 60_000 });
    repos.leads.apply(leadId, { kind: 'dialling', at, token: callId, callId });
  };
  const stageNow = () => repos.contacts.get(contactId)?.stage;
  const openTasks = () => repos.tasks.list({ state: 'open', limit: 10 });
  const forbidden = () => repos.doNotCall.list({ offset: 0, limit: 10 }).entries;
  const preview = createWrapUpPreview({ db: base.db, repositories: repos, live });
  const save = (callId: string, outcome: string | null, more: Partial<Parameters<typeof wrapUp>[0]> = {}) =>
    wrapUp({ callId, outcome, close: true, ...more });
  const acts = { wrapUp, preview, called, attempted, save };
  return { repos, contactId, leadId, closed, ...acts, stageNow, openTasks, forbidden };
}

const EXPECTED: Record<
  BuiltInOutcome,
  { stage: string; promise: boolean; forbidden: boolean; end?: string }
> = {
  agreed: { stage: 'interested', promise: true, forbidden: false },
  callback: { stage: 'new', promise: true, forbidden: false },
  refused: { stage: 'refused', promise: false, forbidden: false },
  question: { stage: 'new', promise: true, forbidden: false },
  order: { stage: 'customer', promise: true, forbidden: false },
  complaint: { stage: 'new', promise: true, forbidden: false },
  wrongNumber: { stage: 'new', promise: false, forbidden: false },
  noTalk: { stage: 'new', promise: false, forbidden: false },
  voicemail: { stage: 'new', promise: false, forbidden: false },
  doNotCall: { stage: 'refused', promise: false, forbidden: true },
};

describe('each outcome of the program', () => {
  it.each(BUILT_IN_OUTCOMES)('%s is carried out', (outcome) => {
    using base = testBase();
    const at = desk(base);
    const settle = vi.spyOn(at.repos.leads, 'settle');
    const callId = at.called();
    const expected = EXPECTED[outcome];
    const view = at.save(callId, outcome, expected.promise ? { followUp: PROMISE } : {});
    expect(view).toMatchObject({ outcome, wrapUp: 'done' });
    expect(at.stageNow()).toBe(expected.stage);
    expect(at.openTasks()).toHaveLength(expected.promise ? 1 : 0);
    expect(at.forbidden()).toHaveLength(expected.forbidden ? 1 : 0);
    const promised = expected.promise ? { promiseAt: PROMISE.dueAt } : {};
    expect(settle).toHaveBeenCalledExactlyOnceWith(
      at.leadId,
      expect.objectContaining({ callId, outcome, ...promised }),
    );
    expect(at.repos.leads.get(at.leadId)?.lastResult).toBe(outcome);
    expect(at.closed).toHaveBeenCalledExactlyOnceWith(callId);
  });
});

describe('the wrap-up', () => {
  it('before its end keeps what was said and does nothing else', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'doNotCall', { note: 'angry', close: false });
    expect(at.repos.calls.get(callId)).toMatchObject({ outcome: 'doNotCall', note: 'angry', wrapUp: 'open' });
    expect([at.stageNow(), at.forbidden()]).toEqual(['new', []]);
    expect(at.closed).not.toHaveBeenCalled();
  });

  it('keeps the next call as it is typed, in the base and in what the desk gets, until it is over', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    const followUpDraft = { text: 'tue 10', dueAt: PROMISE.dueAt, zone: PROMISE.zone };
    at.wrapUp({ callId, followUpDraft, close: false });
    at.wrapUp({ callId, note: 'she is out', close: false });
    expect(at.repos.calls.get(callId)?.followUpDraft).toEqual(followUpDraft);
    expect(at.repos.calls.view(callId)).toMatchObject({ followUpDraft, note: 'she is out' });
    expect(at.openTasks()).toEqual([]);
    at.wrapUp({ callId, followUpDraft: null, close: false });
    expect(at.repos.calls.view(callId).followUpDraft).toBeUndefined();
    at.wrapUp({ callId, followUpDraft, close: false });
    expect(at.save(callId, 'callback', { followUp: PROMISE }).followUpDraft).toBeUndefined();
    // A write of the page that was on its way when the wrap-up was over.
    expect(at.wrapUp({ callId, followUpDraft, close: false }).followUpDraft).toBeUndefined();
  });

  it('a promise that the outcome needs is asked for, and nothing is saved without it', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    expect(() => at.save(callId, 'callback', { note: 'later' })).toThrow(
      expect.objectContaining({ code: 'promiseMissing' }),
    );
    expect(at.repos.calls.get(callId)).toMatchObject({ note: '', wrapUp: 'open' });
    at.save(callId, 'callback', { followUp: PROMISE });
    expect(at.openTasks()[0]).toMatchObject({
      ...PROMISE,
      callId,
      contactId: at.contactId,
      leadId: at.leadId,
    });
  });

  it('that closes by itself does what was said so far, without a promise that nobody made', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'callback', { close: false });
    at.wrapUp({ callId, close: true, unattended: true });
    expect(at.repos.calls.get(callId)).toMatchObject({ outcome: 'callback', wrapUp: 'done' });
    expect(at.repos.leads.get(at.leadId)?.lastResult).toBe('callback');
    expect(at.openTasks()).toEqual([]);
  });

  it.each([
    ['tue 10', PROMISE.dueAt],
    ['some day', undefined],
  ])('that closes by itself promises what was typed, if it was understood (%s)', (text, dueAt) => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    const { zone } = PROMISE;
    at.wrapUp({ callId, followUpDraft: { text, dueAt, zone }, close: false });
    at.wrapUp({ callId, close: true, unattended: true });
    const title = at.repos.contacts.get(at.contactId)?.name;
    expect(at.openTasks()).toMatchObject(dueAt === undefined ? [] : [{ callId, dueAt, zone, title }]);
  });

  it('is all or nothing, wherever it breaks', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    const parts = [
      vi.spyOn(at.repos.tasks, 'create'),
      vi.spyOn(at.repos.contacts, 'setStage'),
      vi.spyOn(at.repos.doNotCall, 'add'),
      vi.spyOn(at.repos.leads, 'settle'),
      vi.spyOn(at.repos.carriedOut, 'add'),
    ];
    for (const part of parts) {
      const whole = part.getMockImplementation();
      part.mockImplementationOnce(() => {
        throw new Error('the power went');
      });
      expect(() => at.save(callId, 'doNotCall', { note: 'no', followUp: PROMISE })).toThrow('the power went');
      expect(whole).toBeUndefined();
      expect(at.repos.calls.get(callId)).toMatchObject({ note: '', wrapUp: 'open' });
      expect([at.stageNow(), at.forbidden(), at.openTasks()]).toEqual(['new', [], []]);
      expect(at.repos.leads.get(at.leadId)?.lastResult).toBeUndefined();
      expect(at.repos.carriedOut.of(callId)).toBeUndefined();
    }
    expect(at.closed).not.toHaveBeenCalled();
  });

  it('of nobody’s outcome is refused', () => {
    using base = testBase();
    const at = desk(base);
    expect(() => at.save(at.called(), 'invented')).toThrow(expect.objectContaining({ code: 'badRequest' }));
  });

  it('never moves a customer back', () => {
    using base = testBase();
    const at = desk(base, 'customer');
    at.save(at.called(), 'refused');
    expect(at.stageNow()).toBe('customer');
  });

  it('of a stranger forbids the number; of one who hides it, it says that it could not', () => {
    using base = testBase();
    const at = desk(base);
    const stranger = { contactId: undefined, leadId: undefined, campaignId: undefined };
    expect(at.save(at.called(stranger), 'doNotCall').remarks).toBeUndefined();
    expect(at.repos.doNotCall.hasNumber(NUMBER)).toBe(true);
    const hidden = at.called({ ...stranger, identity: { reading: { kind: 'anonymous' }, matches: [] } });
    expect(at.save(hidden, 'doNotCall').remarks).toEqual(['noNumber']);
  });
});

describe('another outcome, said later', () => {
  it('takes back what the first one did', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'doNotCall');
    expect([at.stageNow(), at.forbidden().length]).toEqual(['refused', 1]);
    expect(at.save(callId, 'agreed', { followUp: PROMISE }).remarks).toBeUndefined();
    expect([at.stageNow(), at.forbidden(), at.openTasks().length]).toEqual(['interested', [], 1]);
    at.save(callId, 'noTalk');
    expect([at.stageNow(), at.openTasks()]).toEqual(['new', []]);
    at.save(callId, null);
    expect(at.repos.calls.get(callId)?.outcome).toBeUndefined();
    expect(at.closed).toHaveBeenCalledTimes(1);
  });

  it('or none after all gives the prospect back the place that the attempt left it', () => {
    using base = testBase();
    const at = desk(base);
    const talk = at.called({ call: callRecord({ direction: 'outbound' }).call });
    at.save(talk, 'callback', { followUp: PROMISE });
    expect(at.repos.leads.get(at.leadId)).toMatchObject({ nextAt: PROMISE.dueAt });
    at.save(talk, null, { followUp: null });
    const lead = at.repos.leads.get(at.leadId);
    expect(lead).toMatchObject({ end: 'reached', lastResult: 'answered' });
    expect(lead?.nextAt).toBeUndefined();
  });

  it('or none after all tries a failed attempt again as its list does', () => {
    using base = testBase();
    const at = desk(base);
    const { answeredAt: _, ...call } = callRecord({
      direction: 'outbound',
      end: { result: 'busy', cause: 'busy', by: 'customer' },
    }).call;
    const { contactId, leadId } = at;
    const record = { ...callRecord({}, { contactId, leadId, wrapUp: 'open' }), call };
    base.repos.calls.save(record);
    const { id: callId, endedAt = 0 } = record.call;
    at.attempted(callId);
    at.save(callId, null);
    expect(at.repos.leads.get(at.leadId)?.lastResult).toBeUndefined();
    at.save(callId, 'refused');
    expect(at.repos.leads.get(at.leadId)).toMatchObject({ end: 'refused' });
    at.save(callId, null);
    expect(at.repos.leads.get(at.leadId)).toMatchObject({
      lastResult: 'busy',
      nextAt: endedAt + 15 * 60_000,
    });
    expect(at.repos.leads.get(at.leadId)?.end).toBeUndefined();
  });

  it('leaves what somebody changed since, and says so', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'agreed', { followUp: PROMISE });
    at.repos.contacts.setStage(at.contactId, 'negotiation');
    at.repos.tasks.complete(at.openTasks()[0]?.id ?? '');
    expect(at.save(callId, 'noTalk').remarks).toEqual(['promiseKept', 'stageKept']);
    expect(at.stageNow()).toBe('negotiation');
  });

  it('does not lift a ban that was there before', () => {
    using base = testBase();
    const at = desk(base);
    at.repos.doNotCall.add({ contactId: at.contactId, reason: 'by letter' });
    const callId = at.called();
    at.save(callId, 'doNotCall');
    at.save(callId, 'callback', { followUp: PROMISE });
    expect(at.forbidden()).toHaveLength(1);
  });

  it('the same once more changes nothing, and a new time replaces the promise', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'callback', { followUp: PROMISE });
    const [first] = at.openTasks();
    at.save(callId, 'callback', { followUp: PROMISE, note: 'again' });
    expect(at.openTasks()).toEqual([first]);
    at.save(callId, 'callback', { followUp: { ...PROMISE, dueAt: PROMISE.dueAt + 60_000 } });
    expect(at.openTasks().map(({ dueAt }) => dueAt)).toEqual([PROMISE.dueAt + 60_000]);
  });
});

describe('a correction looked at before it is saved', () => {
  it('tells exactly what saving it then does, and has changed nothing', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'agreed', { followUp: PROMISE });
    const seen = at.preview({ callId, outcome: 'doNotCall' });
    expect(seen).toMatchObject({
      before: {
        stage: 'interested',
        forbidden: { customer: false },
        promise: { ...PROMISE, open: true },
      },
      after: { stage: 'refused', forbidden: { customer: true } },
      remarks: [],
    });
    expect(seen.after.promise).toBeUndefined();
    expect([at.stageNow(), at.forbidden(), at.openTasks().length]).toEqual(['interested', [], 1]);
    expect(at.repos.calls.get(callId)?.outcome).toBe('agreed');
    at.save(callId, 'doNotCall');
    expect(at.preview({ callId, outcome: 'doNotCall' }).before).toEqual(seen.after);
  });

  it('is refused where saving would be: a promise is missing', () => {
    using base = testBase();
    const at = desk(base);
    const callId = at.called();
    at.save(callId, 'refused');
    expect(() => at.preview({ callId, outcome: 'callback' })).toThrow(
      expect.objectContaining({ code: 'promiseMissing' }),
    );
  });
});
