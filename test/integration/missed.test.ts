import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { MissedFilter } from '../../shared/contract/missed.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

const MINUTE = 60_000;
const ALWAYS = Array.from({ length: 7 }, () => ({ from: 0, to: 1440 }));

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;
/** The core's clock runs this far ahead. */
let ahead = 0;
const now = () => Date.now() + ahead;

async function start(dataDir?: string): Promise<void> {
  started = await startCore(dataDir, { now });
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
}
beforeEach(async () => {
  ahead = 0;
  await start();
  await desk.request('settings.save', { country: 'RU', workHours: ALWAYS });
});
afterEach(async () => {
  await started.core.close();
  rmSync(started.dataDir, { recursive: true, force: true });
});

async function missedCall(number: string, at = now()): Promise<string> {
  const callId = await phone.ring({ number, anonymous: number === '' }, at);
  await phone.say(callId, { kind: 'ended', cause: 'cancelled', by: 'customer' }, at + 12_000);
  return callId;
}
async function talk(number: string, at = now()): Promise<string> {
  const callId = await phone.ring({ number }, at);
  await phone.say(callId, { kind: 'answered', by: 'operator' }, at + 3_000);
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' }, at + 60_000);
  return callId;
}
async function callBack(number: string, answered: boolean, at = now()): Promise<string> {
  const { callId } = await desk.request('calls.dial', { number });
  await phone.dialing(callId, number, at);
  if (answered) await phone.say(callId, { kind: 'answered', by: 'customer' }, at + 5_000);
  await phone.say(
    callId,
    answered
      ? { kind: 'ended', cause: 'hangup', by: 'operator' }
      : { kind: 'ended', cause: 'noAnswer', by: 'network', sipCode: 480 },
    at + 20_000,
  );
  return callId;
}
const list = async (filter: MissedFilter = 'open') => (await desk.request('missed.list', { filter })).entries;
const only = async () => {
  const [entry] = await list();
  if (!entry) throw new Error('nobody waits');
  return entry;
};
const ANNA = {
  kind: 'person' as const,
  name: 'Anna Petrova',
  phones: [
    { number: '+79161112233', kind: 'mobile' as const },
    { number: '+74951112233', kind: 'work' as const },
  ],
};

describe('the queue of our own log', () => {
  it('has one entry of a number however often it rang, and tells the desks', async () => {
    const told: number[] = [];
    desk.on('missed.changed', ({ open }) => told.push(open));
    await missedCall('+79161112233', now() - 20 * MINUTE);
    await missedCall('8 (916) 111-22-33', now() - 5 * MINUTE);
    await missedCall('+79160000001', now() - 3 * MINUTE);
    const [first, second] = await list();
    expect(first).toMatchObject({
      number: '+79161112233',
      callCount: 2,
      calls: [{ waitedMs: 12_000, cause: 'unanswered', sources: ['own'] }, {}],
      attempts: 0,
    });
    expect(first && first.dueAt - first.since).toBe(30 * MINUTE);
    expect(second).toMatchObject({ number: '+79160000001', callCount: 1 });
    await expect.poll(() => told.at(-1)).toBe(2);
  });

  it('keeps hidden numbers as well, together', async () => {
    await missedCall('', now() - 5 * MINUTE);
    await missedCall('');
    const entry = await only();
    expect(entry).toMatchObject({ callCount: 2 });
    expect(entry.number).toBeUndefined();
  });

  it('closes by itself when the customer is reached, in any direction and at another of their numbers', async () => {
    await desk.request('contacts.create', { draft: ANNA as never });
    await missedCall('+79161112233', now() - 20 * MINUTE);
    await missedCall('+79160000001', now() - 20 * MINUTE);
    expect((await list()).map(({ contactName }) => contactName)).toEqual(['Anna Petrova', undefined]);
    const callId = await callBack('+74951112233', true);
    expect((await list()).map(({ number }) => number)).toEqual(['+79160000001']);
    expect(await list('resolved')).toMatchObject([
      { contactName: 'Anna Petrova', end: { how: 'reached', callId } },
    ]);
    await talk('+79160000001');
    expect(await list()).toEqual([]);
  });

  it('counts attempts, and goes on waiting after an answering machine', async () => {
    await missedCall('+79161112233', now() - 20 * MINUTE);
    await callBack('+79161112233', false, now() - 10 * MINUTE);
    expect(await only()).toMatchObject({ attempts: 1 });
    const callId = await callBack('+79161112233', true);
    expect(await list()).toEqual([]);
    await desk.request('calls.wrapUp', { callId, outcome: 'voicemail', close: true });
    expect(await only()).toMatchObject({ attempts: 2, callCount: 1 });
    // It was the customer after all.
    await desk.request('calls.wrapUp', { callId, outcome: 'agreed', close: true });
    expect(await list()).toEqual([]);
  });

  it('knows a customer who was saved, or to whom the number was given, after the call', async () => {
    await missedCall('+79161112233');
    await desk.request('contacts.create', { draft: ANNA as never });
    await expect.poll(async () => (await only()).contactName, { timeout: 5_000 }).toBe('Anna Petrova');
  });

  it('opens what a crash kept from it, at the next start, and nothing twice', async () => {
    await missedCall('+79161112233', now() - 20 * MINUTE);
    await missedCall('+79160000001', now() - 20 * MINUTE);
    await talk('+79160000001', now() - 10 * MINUTE);
    const { dataDir } = started;
    phone.leave();
    await started.core.close();
    await start(dataDir);
    expect(await list()).toMatchObject([{ number: '+79161112233', callCount: 1 }]);
    expect(await list('resolved')).toMatchObject([{ number: '+79160000001', callCount: 1 }]);
  });
});

describe('work on the queue', () => {
  it('is taken until the time of the setting is over', async () => {
    await missedCall('+79161112233');
    const { id } = await only();
    const { until } = await desk.request('missed.take', { id });
    expect(until - now()).toBeGreaterThan(14 * MINUTE);
    expect((await list('mine'))[0]?.holder?.until).toBe(until);
    await desk.request('missed.release', { id });
    expect(await list('mine')).toEqual([]);
    await desk.request('missed.take', { id });
    ahead = 16 * MINUTE;
    expect(await list('mine')).toEqual([]);
  });

  it('is resolved with a reason, taken back, opened again', async () => {
    await missedCall('+79161112233');
    const { id } = await only();
    const { changeId } = await desk.request('missed.resolve', { id, reason: 'other', note: ' fax ' });
    expect(await list('resolved')).toMatchObject([{ end: { how: 'byHand', reason: 'other', note: 'fax' } }]);
    await desk.request('changes.undo', { changeId });
    expect((await only()).id).toBe(id);
    await desk.request('missed.resolve', { id, reason: 'spam' });
    await expect(desk.request('missed.take', { id })).rejects.toMatchObject({ code: 'missedGone' });
    await desk.request('missed.reopen', { id });
    expect((await only()).id).toBe(id);
  });

  it('never has two of a number open, also when a resolution is taken back too late', async () => {
    await missedCall('+79161112233', now() - 5 * MINUTE);
    const { id } = await only();
    const { changeId } = await desk.request('missed.resolve', { id, reason: 'spam' });
    await missedCall('+79161112233', now() + MINUTE);
    const next = await only();
    expect(next.id).not.toBe(id);
    await expect(desk.request('changes.undo', { changeId })).rejects.toMatchObject({
      code: 'changedMeanwhile',
    });
    await expect(desk.request('missed.reopen', { id })).rejects.toMatchObject({ code: 'missedGone' });
    expect((await list()).map((entry) => entry.id)).toEqual([next.id]);
  });

  it('is late after the working minutes of the setting', async () => {
    await missedCall('+79161112233', now() - 40 * MINUTE);
    await missedCall('+79160000001');
    expect((await list('late')).map(({ number }) => number)).toEqual(['+79161112233']);
    expect(await desk.request('missed.counts', {})).toEqual({ open: 2, mine: 0, late: 1 });
    await desk.request('settings.save', { missed: { deadlineMinutes: 120, leaseMinutes: 5 } });
    await missedCall('+79160000002', now() - 40 * MINUTE);
    expect(await list('late')).toHaveLength(1);
  });
});
