import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openReader } from '../../db/open.ts';
import { parseSpool } from '../../electron/core/recordings/spool.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

/** A real MediaRecorder's chunks, for a phone that has no microphone. */
const SOUND = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);

let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;
let recordingId: string;
const heard: string[][] = [];

beforeEach(async () => {
  heard.length = 0;
  started = await startCore();
  desk = started.connect('desk');
  desk.on('library.changed', ({ recordingIds }) => heard.push(recordingIds));
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
  await phone.register();
  recordingId = uuid();
  await talk();
});

afterEach(async () => {
  desk.close();
  phone.leave();
  await started.core.close();
});

async function talk(): Promise<void> {
  const callId = await phone.ring({ number: '+442079460101', displayName: '../Anna' });
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  const mime = 'audio/webm;codecs=opus';
  await phone.core.request('recordings.begin', { recordingId, callId, mime, startedAt: Date.now() });
  const bytes = new Uint8Array(parseSpool(readFileSync(SOUND)).bytes);
  await phone.core.request('recordings.append', { recordingId, seq: 0, bytes });
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
  await phone.core.request('recordings.finish', { recordingId, chunks: 1 });
}

function audited(): string[] {
  const reader = openReader(join(started.dataDir, 'ringdesk.db'));
  try {
    return reader.sqlite
      .prepare("select action from audit where subject = 'recording' order by id")
      .pluck()
      .all() as string[];
  } finally {
    reader.close();
  }
}

const slice = { offset: 0, length: 1_000_000 };
const LEVELS = {
  windowMs: 100,
  operator: Uint8Array.of(200, 0, 0, 0),
  customer: Uint8Array.of(0, 0, 0, 180),
};

function file(end: string): string {
  const dir = join(started.dataDir, 'recordings');
  const name = readdirSync(dir, { recursive: true })
    .map(String)
    .find((path) => path.endsWith(end));
  return name === undefined ? '' : join(dir, name);
}

describe('a recording in the library', () => {
  it('is there when the talk is over, and its listener once a session in the audit', async () => {
    const { rows, total } = await desk.request('library.list', {});
    expect(rows).toMatchObject([{ recordingId, state: 'finished', comments: 0 }]);
    expect(total?.recordings).toBe(1);
    await vi.waitFor(() => expect(heard.flat()).toContain(recordingId));
    expect(audited()).toEqual([]);
    await desk.request('recordings.read', { recordingId, ...slice });
    await desk.request('recordings.read', { recordingId, ...slice });
    expect(audited()).toEqual(['recording.listen']);
    const another = started.connect('desk');
    await another.request('recordings.read', { recordingId, ...slice });
    another.close();
    expect(audited()).toEqual(['recording.listen', 'recording.listen']);
  });

  it('is measured once, outside of the audit, and then only to be listened to', async () => {
    expect(await desk.request('library.unmeasured', {})).toEqual({ recordingId, left: 1 });
    const sound = await desk.request('library.readUnmeasured', { recordingId, ...slice });
    expect(sound.total).toBe(sound.bytes.length);
    await desk.request('library.measured', { recordingId, levels: LEVELS });
    expect((await desk.request('recordings.get', { recordingId })).levels).toEqual(LEVELS);
    expect((await desk.request('library.list', { minSilence: 0.5 })).rows).toMatchObject([
      { silenceShare: 0.5 },
    ]);
    expect(await desk.request('library.unmeasured', {})).toEqual({ left: 0 });
    await expect(desk.request('library.readUnmeasured', { recordingId, ...slice })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    expect(audited()).toEqual([]);
  });

  it('plays without a picture of its own when what was measured is damaged', async () => {
    await desk.request('library.measured', { recordingId, levels: LEVELS });
    writeFileSync(file('.levels'), 'RDL');
    expect((await desk.request('recordings.get', { recordingId })).levels).toBeUndefined();
  });

  it('is taken out under a safe name, and that is written down', async () => {
    const { fileName, total, bytes } = await desk.request('library.export', { recordingId, ...slice });
    expect(fileName).toMatch(/^\d{4}-\d\d-\d\d \d\d-\d\d [^/\\]+\.webm$/);
    expect(total).toBe(bytes.length);
    await desk.request('library.export', { recordingId, offset: total, length: 10 });
    expect(audited()).toEqual(['recording.export']);
  });

  it('whose file is gone says so, and everything else goes on', async () => {
    rmSync(file('.webm'));
    await expect(desk.request('recordings.read', { recordingId, ...slice })).rejects.toMatchObject({
      code: 'recordingMissing',
    });
    expect(audited()).toEqual([]);
    expect((await desk.request('library.list', {})).rows).toHaveLength(1);
    await desk.request('library.comment', { recordingId, atMs: 0, text: 'ask the customer again' });
  });

  it('tells of each change of its comments, also of one that was taken back', async () => {
    const made = await desk.request('library.comment', { recordingId, atMs: 2_000, text: 'good question' });
    const { comments } = await desk.request('library.get', { recordingId });
    expect(comments).toMatchObject([{ id: made.id, atMs: 2_000, text: 'good question', version: 1 }]);
    await desk.request('library.editComment', { commentId: made.id, version: 1, text: 'very good' });
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    heard.length = 0;
    const gone = await desk.request('library.removeComment', { commentId: made.id });
    await desk.request('changes.undo', { changeId: gone.changeId });
    await vi.waitFor(() => expect(heard).toEqual([[recordingId], [recordingId]]));
    expect((await desk.request('library.list', { search: 'very go' })).rows).toMatchObject([{ comments: 1 }]);
  });
});
