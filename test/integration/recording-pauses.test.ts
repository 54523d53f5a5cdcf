import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openReader } from '../../db/open.ts';
import { createLog } from '../../electron/core/host/log.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { TalkScript } from '../../shared/domain/talk-script/script.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { base, text, words } from './talk-runs-script.ts';

const LIMITS = { pauseLimits: { afterMs: 300, leaseMs: 700 } };

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;
beforeEach(async () => {
  started = await startCore(undefined, LIMITS);
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
});
afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
  rmSync(started.dataDir, { recursive: true, force: true });
});

async function talk(): Promise<string> {
  const callId = await phone.ring({ number: '+442079460101' });
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  await vi.waitFor(() => expect(phone.told('phone.record')).toMatchObject({ callId }));
  const mime = 'audio/webm;codecs=opus';
  const startedAt = Date.now();
  await phone.core.request('recordings.begin', { recordingId: uuid(), callId, mime, startedAt });
  return callId;
}
const pausedOf = async (callId: string) =>
  (await desk.request('calls.get', { callId })).call.recording?.paused;
const commands = () =>
  phone.commands.flatMap(({ name, input }) =>
    name === 'phone.pauseRecording' ? [(input as { paused: boolean }).paused] : [],
  );
const story = async (callId: string) =>
  (await desk.request('calls.timeline', { callId }))
    .map(({ kind }) => kind)
    .filter((kind) => /record/i.test(kind));
function audited(): string[] {
  const reader = openReader(join(started.dataDir, 'ringdesk.db'));
  try {
    return reader.sqlite
      .prepare("select action from audit where action like 'recording.%' order by id")
      .pluck()
      .all() as string[];
  } finally {
    reader.close();
  }
}

describe('a pause by the key', () => {
  it('is told to the phone, seen on the call, in its story and in the audit, and taken back', async () => {
    const callId = await talk();
    await desk.request('recordings.pause', { callId, paused: true });
    expect(await pausedOf(callId)).toBe('key');
    await desk.request('recordings.pause', { callId, paused: true });
    await desk.request('recordings.pause', { callId, paused: false });
    expect(await pausedOf(callId)).toBeUndefined();
    expect(commands()).toEqual([true, false]);
    expect(await story(callId)).toEqual(['recordingPausedByKey', 'recordingResumed']);
    await vi.waitFor(() => expect(audited()).toEqual(['recording.pause', 'recording.resume']));
  });

  it('is refused where nothing is recorded, and is not when the phone could not', async () => {
    const ringing = await phone.ring({ number: '1' });
    const ask = (callId: string) => desk.request('recordings.pause', { callId, paused: true });
    await expect(ask(ringing)).rejects.toMatchObject({ code: 'callGone' });
    const callId = await talk();
    phone.onCommand = (name) => {
      if (name === 'phone.pauseRecording') throw new Error('no');
    };
    await expect(ask(callId)).rejects.toBeDefined();
    expect(await pausedOf(callId)).toBeUndefined();
    expect(await story(callId)).toEqual([]);
  });

  it('holds over a start of the core', async () => {
    const callId = await talk();
    await desk.request('recordings.pause', { callId, paused: true });
    desk.close();
    phone.leave();
    await started.core.close();
    started = await startCore(started.dataDir, LIMITS);
    desk = started.connect('desk');
    phone = new ScriptedPhone(started.connect);
    await phone.attach([callId]);
    expect(await pausedOf(callId)).toBe('key');
    await desk.request('recordings.pause', { callId, paused: false });
    expect(commands()).toEqual([false]);
  });
});

describe('a pause by a sensitive field', () => {
  it('lasts while the cursor stands in it, and a while after', async () => {
    const callId = await talk();
    await desk.request('recordings.sensitive', { focused: true });
    expect(await pausedOf(callId)).toBe('field');
    await desk.request('recordings.sensitive', { focused: true });
    await desk.request('recordings.sensitive', { focused: false });
    expect(await pausedOf(callId)).toBe('field');
    // The next field of the same kind comes before the time is over.
    await desk.request('recordings.sensitive', { focused: true });
    await desk.request('recordings.sensitive', { focused: false });
    await vi.waitFor(async () => expect(await pausedOf(callId)).toBeUndefined());
    expect(commands()).toEqual([true, false]);
    expect(await story(callId)).toEqual(['recordingPausedByField', 'recordingResumed']);
    await vi.waitFor(() => expect(audited()).toEqual(['recording.pauseByField']));
  });

  it('is over by itself when its desk is gone', async () => {
    const callId = await talk();
    await desk.request('recordings.sensitive', { focused: true });
    expect(await pausedOf(callId)).toBe('field');
    await vi.waitFor(async () => expect(await pausedOf(callId)).toBeUndefined(), { timeout: 3_000 });
  });

  it('holds for a talk that begins while the cursor stands there already', async () => {
    await desk.request('recordings.sensitive', { focused: true });
    const callId = await talk();
    expect(phone.told('phone.record')).toMatchObject({ callId, paused: true });
    expect(await pausedOf(callId)).toBe('field');
    await desk.request('recordings.sensitive', { focused: false });
    await vi.waitFor(async () => expect(await pausedOf(callId)).toBeUndefined());
  });

  it('and one by the key are one: it goes on when only one of them is over', async () => {
    const callId = await talk();
    await desk.request('recordings.sensitive', { focused: true });
    await desk.request('recordings.pause', { callId, paused: true });
    expect(await pausedOf(callId)).toBe('key');
    await desk.request('recordings.pause', { callId, paused: false });
    expect(await pausedOf(callId)).toBe('field');
    await desk.request('recordings.sensitive', { focused: false });
    await vi.waitFor(async () => expect(await pausedOf(callId)).toBeUndefined());
    expect(commands()).toEqual([true, false]);
  });
});

it('a sensitive answer is kept with its talk, and is in no log and in no line of the audit', async () => {
  const CARD = '4111 1111 1111 1111';
  desk.close();
  phone.leave();
  await started.core.close();
  const log = createLog(join(started.dataDir, 'logs'), 'debug');
  started = await startCore(started.dataDir, { ...LIMITS, log });
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  const script: TalkScript = {
    languages: ['en'],
    start: 'card',
    nodes: [
      {
        ...{ ...base('card'), kind: 'ask', text, key: 'card', required: true, sensitive: true, next: 'bye' },
        answer: { kind: 'text', maxLength: 30, lines: 'one' },
      },
      { ...base('bye'), kind: 'end', text, outcome: 'agreed' },
    ],
  };
  const { id } = await desk.request('talkScripts.create', { name: 'Payment', script });
  const { version, script: kept } = await desk.request('talkScripts.draft', { id });
  expect(kept.nodes[0]).toMatchObject({ sensitive: true });
  await desk.request('talkScripts.publish', { id, version });
  const callId = await talk();
  const begun = await desk.request('talkRuns.begin', { callId, scriptId: id });
  const run = begun?.run;
  if (!run) throw new Error('no talk');
  const move = (input: ReturnType<typeof words>, revision = run.revision) =>
    desk.request('talkRuns.move', { runId: run.id, revision, input });
  await expect(move(words(CARD.repeat(3)))).rejects.toBeDefined();
  expect((await move(words(CARD))).moves).toMatchObject([{ input: words(CARD) }]);
  await expect(move(words(`${CARD} again`))).rejects.toBeDefined();
  await log.close();
  expect(readFileSync(join(started.dataDir, 'logs', 'core.log'), 'utf8')).not.toContain('4111');
  const reader = openReader(join(started.dataDir, 'ringdesk.db'));
  const lines = reader.sqlite.prepare('select detail from audit').pluck().all().join();
  reader.close();
  expect(lines).not.toContain('4111');
});
