import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { parseSpool } from '../../electron/core/recordings/spool.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { EventPayload } from '../../shared/contract/index.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

type Started = Awaited<ReturnType<typeof startCore>>;
let started: Started;
let desk: CoreClient;
let phone: ScriptedPhone;
const heard: Array<EventPayload<'calls.changed'>> = [];

beforeEach(async () => {
  heard.length = 0;
  started = await startCore();
  desk = started.connect('desk');
  desk.on('calls.changed', (event) => heard.push(event));
  await desk.request('settings.save', { country: 'GB' });
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
});

afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
});

const person = (name: string, number: string, organisationName?: string) =>
  desk.request('contacts.create', {
    draft: { kind: 'person', name, phones: [{ number }], ...(organisationName ? { organisationName } : {}) },
  });

describe('a call of a customer', () => {
  it('brings who it is, why we think so, and the card, in the one event of its first fact', async () => {
    const { id } = await person('Emma Clarke', '020 7946 0101', 'Northgate Interiors');
    await phone.ring({ number: '+442079460101', displayName: 'nobody' });
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    expect(heard[0]?.call).toMatchObject({
      state: 'ringing',
      contactId: id,
      contactName: 'Emma Clarke',
      organisationName: 'Northgate Interiors',
      identity: { matches: [{ contactId: id, reason: 'mainNumber' }] },
    });
    expect(heard[0]?.card?.contact).toMatchObject({ id, name: 'Emma Clarke' });
  });

  it('is one row with its facts, whatever came twice or late', async () => {
    const at = Date.now();
    const callId = await phone.ring({ number: '+442079460101' }, at);
    for (const _ of [1, 2]) await phone.say(callId, { kind: 'answered', by: 'operator' }, at + 4000);
    await phone.say(callId, { kind: 'held', by: 'operator' }, at + 10_000);
    await phone.say(callId, { kind: 'resumed', by: 'operator' }, at + 13_000);
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer', sipCode: 200 }, at + 20_000);
    await phone.say(callId, { kind: 'ended', cause: 'networkLost', by: 'network' }, at + 30_000);
    const { calls } = await desk.request('calls.list', {});
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      id: callId,
      result: 'answered',
      endedBy: 'customer',
      startedAt: at,
      answeredAt: at + 4000,
      endedAt: at + 20_000,
      heldMs: 3000,
      wrapUp: 'open',
    });
  });

  it('reads PAI before From, and a number in the display name before nothing', async () => {
    const { id } = await person('Emma Clarke', '+442079460101');
    const asserted = await phone.ring({ number: '999999999', assertedNumber: '02079460101' });
    const inName = await phone.ring({ number: 'trunk', displayName: '020 7946 0101' });
    for (const callId of [asserted, inName]) {
      expect((await desk.request('calls.get', { callId })).call.contactId).toBe(id);
    }
  });

  it('never takes one of our own numbers for a customer', async () => {
    await person('Reception', '+442079460199');
    await desk.request('settings.save', { ownNumbers: ['+442079460199'] });
    const callId = await phone.ring({ number: '+442079460199' });
    expect((await desk.request('calls.get', { callId })).call.identity.matches).toEqual([]);
  });
});

describe('an unknown caller', () => {
  it('is registered onto the call, also after the hang-up, and known the next time', async () => {
    const callId = await phone.ring({ number: '07700 900177' });
    await phone.say(callId, { kind: 'ended', cause: 'cancelled', by: 'customer' });
    const draft = {
      kind: 'person' as const,
      name: 'New One',
      channel: 'website' as const,
      phones: [{ number: '07700 900177' }],
    };
    const { call, card } = await desk.request('calls.register', { callId, draft });
    expect(call.contactName).toBe('New One');
    expect(card?.timeline.map(({ id }) => id)).toContain(callId);
    const again = await phone.ring({ number: '+447700900177' });
    expect((await desk.request('calls.get', { callId: again })).call.contactName).toBe('New One');
  });

  it('stays a person’s text, whatever it says', async () => {
    const displayName = '<img src=x onerror=alert(1)> =cmd() \u202Egnp.exe';
    const callId = await phone.ring({ number: 'anonymous', displayName, anonymous: true });
    const { call } = await desk.request('calls.get', { callId });
    expect(call.remote.displayName).toBe(displayName);
    expect(call.identity.reading.kind).toBe('anonymous');
  });
});

describe('a wrong match', () => {
  it('is corrected with one request and remembered', async () => {
    await person('First Holder', '+442079460150');
    const { id } = await person('Right One', '+442079460150');
    const callId = await phone.ring({ number: '+442079460150' });
    await desk.request('calls.assign', { callId, contactId: id, remember: true });
    const again = await phone.ring({ number: '+442079460150' });
    expect((await desk.request('calls.get', { callId: again })).call.identity.matches[0]).toMatchObject({
      contactId: id,
      reason: 'corrected',
    });
  });
});

describe('the wrap-up', () => {
  it('writes outcome, note and promise together and clears the bar', async () => {
    const { id } = await person('Emma Clarke', '+442079460101');
    const callId = await phone.ring({ number: '+442079460101' });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
    expect((await desk.request('calls.live', {})).map(({ call }) => call.id)).toEqual([callId]);
    const dueAt = Date.now() + 3_600_000;
    await desk.request('calls.wrapUp', {
      callId,
      outcome: 'callback',
      note: 'wants a quote',
      followUp: { dueAt, zone: 'Europe/London', title: 'Send the quote' },
      close: true,
    });
    expect(await desk.request('calls.live', {})).toEqual([]);
    const [task] = await desk.request('tasks.list', {});
    expect(task).toMatchObject({ contactId: id, callId, title: 'Send the quote', dueAt, state: 'open' });
    const card = await desk.request('contacts.card', { id });
    expect(card.openTasks).toHaveLength(1);
    expect(card.lastTalk).toMatchObject({ id: callId, note: 'wants a quote', outcome: 'callback' });
  });
});

describe('a promise', () => {
  it('rings at its time once, and again after it was put off', async () => {
    const rang = vi.fn();
    desk.on('tasks.due', rang);
    const { id } = await desk.request('tasks.create', { title: 'Now', dueAt: Date.now() + 50, zone: 'UTC' });
    await vi.waitFor(() => expect(rang).toHaveBeenCalledTimes(1), { timeout: 3000 });
    await desk.request('tasks.postpone', { id, dueAt: Date.now() + 50 });
    await vi.waitFor(() => expect(rang).toHaveBeenCalledTimes(2), { timeout: 3000 });
    await desk.request('tasks.complete', { id });
    expect((await desk.request('tasks.list', { state: 'done' }))[0]).toMatchObject({ id, postponements: 1 });
  });
});

describe('dialling', () => {
  it('hands the number to the phone as the PBX wants it, and keeps the card that it came from', async () => {
    const { id } = await person('Emma Clarke', '020 7946 0101');
    await person('Her Colleague', '020 7946 0101');
    const { callId } = await desk.request('calls.dial', { number: '020 7946 0101', contactId: id });
    expect(phone.commands.at(-1)).toEqual({ name: 'phone.dial', input: { callId, target: '+442079460101' } });
    await phone.say(callId, {
      kind: 'dialing',
      accountId: 'a',
      remote: { number: '+442079460101', displayName: '', anonymous: false },
    });
    expect((await desk.request('calls.get', { callId })).call.contactId).toBe(id);
  });

  it('says why it cannot', async () => {
    await expect(desk.request('calls.dial', { number: 'not a number' })).rejects.toMatchObject({
      code: 'invalidNumber',
    });
    await phone.core.request('phone.registration', { accountId: 'a', state: 'reconnecting' });
    await expect(desk.request('calls.dial', { number: '600' })).rejects.toMatchObject({
      code: 'notRegistered',
    });
    await expect(desk.request('calls.answer', { callId: uuid() })).rejects.toMatchObject({
      code: 'callGone',
    });
  });
});

/** A real MediaRecorder's chunks, for a phone that has no microphone. */
const SOUND = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);

describe('a recording', () => {
  async function talk(): Promise<{ callId: string; recordingId: string }> {
    const callId = await phone.ring({ number: '+442079460101' });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await vi.waitFor(() => expect(phone.commands.at(-1)?.name).toBe('phone.record'));
    const told = phone.commands.at(-1)?.input as { recordingId: string } | undefined;
    const recordingId = told?.recordingId ?? '';
    const { bytes } = parseSpool(readFileSync(SOUND));
    await phone.core.request('recordings.begin', {
      recordingId,
      callId,
      mime: 'audio/webm;codecs=opus',
      startedAt: Date.now(),
    });
    for (let seq = 0; seq * 2300 < bytes.length; seq += 1) {
      const slice = new Uint8Array(bytes.subarray(seq * 2300, (seq + 1) * 2300));
      await phone.core.request('recordings.append', { recordingId, seq, bytes: slice });
    }
    return { callId, recordingId };
  }

  it('is asked for on answer, finished with duration and checksum, and read back whole', async () => {
    const { callId, recordingId } = await talk();
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
    await phone.core.request('recordings.finish', { recordingId, chunks: 12 });
    const info = await desk.request('recordings.get', { recordingId });
    expect(info).toMatchObject({ state: 'finished', callId });
    expect(info.durationMs).toBeGreaterThan(5700);
    expect(info.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { bytes, total } = await desk.request('recordings.read', {
      recordingId,
      offset: 0,
      length: 1_000_000,
    });
    expect([bytes.length, total]).toEqual([info.bytes, info.bytes]);
    expect((await desk.request('calls.get', { callId })).call.recording?.state).toBe('finished');
  });

  it('says where the network failed in it', async () => {
    const { callId, recordingId } = await talk();
    const { startedAt } = await desk.request('recordings.get', { recordingId });
    await phone.say(callId, { kind: 'soundLost' }, startedAt + 1_000);
    await phone.say(callId, { kind: 'soundBack' }, startedAt + 3_100);
    await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' }, startedAt + 5_900);
    await phone.core.request('recordings.finish', { recordingId, chunks: 12 });
    const { silences } = await desk.request('recordings.get', { recordingId });
    expect(silences).toEqual([{ fromMs: 1_000, toMs: 3_100, because: 'network' }]);
  });

  it('of a phone that vanished is repaired, and its call interrupted when it was last heard', async () => {
    const { callId, recordingId } = await talk();
    phone.leave();
    const other = new ScriptedPhone(started.connect);
    await vi.waitFor(() => other.attach());
    await vi.waitFor(
      async () => expect((await desk.request('recordings.get', { recordingId })).state).toBe('repaired'),
      { timeout: 10_000 },
    );
    const { call } = await desk.request('calls.get', { callId });
    expect(call).toMatchObject({ result: 'interrupted', state: 'ended', recording: { state: 'repaired' } });
    other.leave();
  });

  it('goes on in the same file when the core was gone in the middle', async () => {
    const { callId, recordingId } = await talk();
    await started.core.close();
    desk.close();
    phone.leave();
    started = await startCore(started.dataDir);
    desk = started.connect('desk');
    const same = new ScriptedPhone(started.connect);
    phone = same;
    await same.attach([callId]);
    expect((await desk.request('calls.get', { callId })).call.state).toBe('talking');
    expect(same.commands.filter(({ name }) => name === 'phone.record')).toEqual([]);
    await same.say(callId, { kind: 'ended', cause: 'hangup', by: 'customer' });
    await same.core.request('recordings.finish', { recordingId, chunks: 12 });
    expect(await desk.request('recordings.get', { recordingId })).toMatchObject({ state: 'finished' });
    expect((await desk.request('calls.list', {})).calls).toHaveLength(1);
  });

  it('is ordered again when the order was lost with the core that gave it', async () => {
    const callId = await phone.ring({ number: '+442079460000' });
    await phone.say(callId, { kind: 'answered', by: 'operator' });
    await started.core.close();
    desk.close();
    phone.leave();
    started = await startCore(started.dataDir);
    desk = started.connect('desk');
    phone = new ScriptedPhone(started.connect);
    await phone.attach([callId], []);
    await vi.waitFor(() => expect(phone.commands.map(({ name }) => name)).toEqual(['phone.record']));
    expect(phone.commands[0]?.input).toMatchObject({ callId });
  });
});

it('answers by the phone that is still on its way back', async () => {
  const callId = await phone.ring({ number: '+442079460000' });
  await started.core.close();
  desk.close();
  phone.leave();
  started = await startCore(started.dataDir);
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
  const answered = desk.request('calls.answer', { callId });
  await desk.request('system.info', {});
  expect(phone.commands).toEqual([]);
  await phone.attach([callId]);
  await answered;
  expect(phone.commands).toEqual([{ name: 'phone.answer', input: { callId } }]);
});

describe('after everything', () => {
  it('the base is sound', async () => {
    const callId = await phone.ring({ number: '1' });
    await phone.say(callId, { kind: 'ended', cause: 'cancelled', by: 'customer' });
    await started.core.close();
    expect(checkIntegrity(`${started.dataDir}/ringdesk.db`)).toMatchObject({ sound: true, troubles: [] });
    started = await startCore(started.dataDir);
  });
});
