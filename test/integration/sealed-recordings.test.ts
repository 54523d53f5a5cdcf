import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decrypter } from 'age-encryption';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseSpool } from '../../electron/core/recordings/spool.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';

/** A real MediaRecorder's chunks, for a phone that has no microphone. */
const SPOOL = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);
const CHUNKS = parseSpool(readFileSync(SPOOL)).frames.map(({ bytes }) => new Uint8Array(bytes));
const LEVELS = { windowMs: 100, operator: Uint8Array.of(200, 0), customer: Uint8Array.of(0, 180) };

let dir: string;
let started: Awaited<ReturnType<typeof startCore>>;
let desk: CoreClient;
let phone: ScriptedPhone;

async function start(options: Parameters<typeof startCore>[1] = {}): Promise<void> {
  started = await startCore(join(dir, 'profile'), options);
  desk = started.connect('desk');
  phone = new ScriptedPhone(started.connect);
  await phone.attach();
}
async function stop(): Promise<void> {
  desk.close();
  phone.leave();
  await started.core.close();
}
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-sealed-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dir, { recursive: true, force: true });
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const sounds = () =>
  filesIn(join(started.dataDir, 'recordings'))
    .map((path) => path.replace(/^.*[0-9a-f]{12}(?=\.)/, ''))
    .sort();
const soundFile = (end: string) =>
  filesIn(join(started.dataDir, 'recordings')).find((path) => path.endsWith(end)) ?? '';

/** EBML as every WebM begins, the codec's name and its head, and Ogg's pages. */
const SOUND_SIGNS = [
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3]),
  ...['webm', 'A_OPUS', 'OpusHead', 'OggS'].map((sign) => Buffer.from(sign)),
];
const telling = (folder: string) =>
  filesIn(folder).filter((path) => {
    const bytes = readFileSync(path);
    // The base says of itself of which kind its recordings are; it has no byte of them.
    return SOUND_SIGNS.some((sign) =>
      sign.toString() === 'webm' && /ringdesk\.db/.test(path) ? false : bytes.includes(sign),
    );
  });

async function beginTalk(): Promise<{ callId: string; recordingId: string }> {
  const callId = await phone.ring({ number: '+442079460101' });
  const recordingId = uuid();
  await phone.say(callId, { kind: 'answered', by: 'operator' });
  const mime = 'audio/webm;codecs=opus';
  await phone.core.request('recordings.begin', { recordingId, callId, mime, startedAt: Date.now() });
  return { callId, recordingId };
}
async function append(recordingId: string, from = 0, to = CHUNKS.length): Promise<void> {
  for (const [at, bytes] of CHUNKS.slice(from, to).entries())
    await phone.core.request('recordings.append', { recordingId, seq: from + at, bytes });
}
async function endTalk({ callId, recordingId }: { callId: string; recordingId: string }): Promise<void> {
  await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
  await phone.core.request('recordings.finish', { recordingId, chunks: CHUNKS.length });
}
async function talk(chunks = CHUNKS.length): Promise<string> {
  const begun = await beginTalk();
  await append(begun.recordingId, 0, chunks);
  await endTalk(begun);
  return begun.recordingId;
}

/** As a player reads it; compared with what its row says. */
async function heard(recordingId: string): Promise<Buffer> {
  const { sha256, bytes: size } = await desk.request('recordings.get', { recordingId });
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < size; offset += 10_000)
    parts.push((await desk.request('recordings.read', { recordingId, offset, length: 10_000 })).bytes);
  const whole = Buffer.concat(parts);
  expect(createHash('sha256').update(whole).digest('hex')).toBe(sha256);
  return whole;
}

async function settled() {
  return vi.waitFor(async () => {
    const state = await desk.request('sealing.state', {});
    expect(state.running).toBeUndefined();
    expect(state.unfinished).toBeUndefined();
    return state;
  });
}
async function seal(): Promise<string> {
  const { recoveryKey } = await desk.request('sealing.makeKey', {});
  await desk.request('sealing.turn', { on: true });
  await settled();
  return recoveryKey;
}

describe('a talk with encryption on', () => {
  it('leaves no sound in clear anywhere in the profile, at no moment, and is heard as any other', async () => {
    await seal();
    const begun = await beginTalk();
    await append(begun.recordingId, 0, 6);
    expect(sounds()).toEqual(['.webm.part']);
    expect(telling(started.dataDir)).toEqual([]);
    await append(begun.recordingId, 6);
    await endTalk(begun);
    const { recordingId } = begun;
    await desk.request('library.measured', { recordingId, levels: LEVELS });
    expect(sounds()).toEqual(['.webm.age', '.webm.levels.age']);
    expect(telling(started.dataDir)).toEqual([]);
    expect((await desk.request('recordings.get', { recordingId })).levels).toEqual(LEVELS);
    const whole = await heard(recordingId);
    expect(whole.subarray(0, 4)).toEqual(SOUND_SIGNS[0]);
    expect(telling(started.dataDir)).toEqual([]);
    const taken = await desk.request('library.export', { recordingId, offset: 100, length: 50 });
    expect(Buffer.from(taken.bytes)).toEqual(whole.subarray(100, 150));
    expect(taken.total).toBe(whole.length);
  });

  it('opens with the paper and any tool of the format', async () => {
    const paper = await seal();
    const recordingId = await talk();
    const decrypter = new Decrypter();
    decrypter.addIdentity(paper);
    const opened = await decrypter.decrypt(readFileSync(soundFile('.webm.age')));
    expect(Buffer.from(opened)).toEqual(await heard(recordingId));
  });

  it('goes on in the same spool after a start in the middle', async () => {
    await seal();
    const begun = await beginTalk();
    await append(begun.recordingId, 0, 5);
    await stop();
    await start();
    await phone.attach([begun.callId]);
    await append(begun.recordingId, 3);
    await endTalk(begun);
    expect((await heard(begun.recordingId)).length).toBeGreaterThan(20_000);
    const { durationMs } = await desk.request('recordings.get', { recordingId: begun.recordingId });
    expect(durationMs).toBeGreaterThan(5_700);
  });
});

describe('recordings of before', () => {
  it('are sealed when it is turned on, opened when it is turned off, and are the same', async () => {
    const ids = [await talk(), await talk()];
    await desk.request('library.measured', { recordingId: ids[0] ?? '', levels: LEVELS });
    const before = await Promise.all(ids.map(heard));
    await seal();
    expect(sounds()).toEqual(['.webm.age', '.webm.age', '.webm.levels.age']);
    expect(telling(started.dataDir)).toEqual([]);
    expect(await Promise.all(ids.map(heard))).toEqual(before);
    await desk.request('sealing.turn', { on: false });
    await settled();
    expect(sounds()).toEqual(['.webm', '.webm', '.webm.levels']);
    expect(await Promise.all(ids.map(heard))).toEqual(before);
  });

  it('of which one is damaged: the others are done, and that one is said', async () => {
    const ids = [await talk(), await talk()];
    await seal();
    const path = soundFile(`${ids[0]}.webm.age`);
    const bytes = readFileSync(path);
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(heard(ids[0] ?? '')).rejects.toMatchObject({ code: 'recordingDamaged' });
    await desk.request('sealing.turn', { on: false });
    expect((await settled()).left).toBe(1);
    expect(sounds()).toEqual(['.webm', '.webm.age']);
    await heard(ids[1] ?? '');
  });

  it('that were cut off or are gone say so', async () => {
    const [cut, gone] = [await talk(), await talk()];
    await seal();
    truncateSync(soundFile(`${cut}.webm.age`), 9_000);
    rmSync(soundFile(`${gone}.webm.age`));
    await expect(heard(cut)).rejects.toMatchObject({ code: 'recordingDamaged' });
    await expect(heard(gone)).rejects.toMatchObject({ code: 'recordingMissing' });
  });

  it('are erased with every form that they have', async () => {
    const { filesOf } = await import('../../electron/core/recordings/paths.ts');
    await talk();
    await seal();
    const found = filesIn(join(started.dataDir, 'recordings'));
    for (const path of filesOf(soundFile('.webm.age').replace(/\.age$/, ''))) rmSync(path, { force: true });
    expect(found).toHaveLength(1);
    expect(sounds()).toEqual([]);
  });
});

describe('a key that this machine has lost', () => {
  const otherKeychain = () => ({ secretKey: new Uint8Array(32).fill(5) });

  it('is asked for in words, talks are recorded all the same, and the paper brings everything back', async () => {
    const paper = await seal();
    const before = await talk();
    await stop();
    await start(otherKeychain());
    expect((await desk.request('sealing.state', {})).keys).toMatchObject([{ usable: false }]);
    await expect(heard(before)).rejects.toMatchObject({ code: 'sealKeyLost' });
    const begun = await beginTalk();
    await append(begun.recordingId);
    await endTalk(begun);
    expect(telling(started.dataDir)).toEqual([]);
    expect(sounds()).toEqual(['.webm.age', '.webm.part']);

    const typo = paper.replace(/.$/, paper.endsWith('Q') ? 'P' : 'Q');
    await expect(desk.request('sealing.recover', { recoveryKey: typo })).rejects.toMatchObject({
      code: 'recoveryKeyTypo',
    });
    await desk.request('sealing.recover', { recoveryKey: paper });
    expect((await desk.request('sealing.state', {})).keys).toMatchObject([{ usable: true }]);
    await heard(before);
    // What could not be finished without the key is now.
    await vi.waitFor(() => heard(begun.recordingId));
    expect(sounds()).toEqual(['.webm.age', '.webm.age']);
    await stop();
    await start(otherKeychain());
    await heard(before);
  });

  it('keeps it from being turned on or off', async () => {
    await seal();
    await stop();
    await start(otherKeychain());
    await expect(desk.request('sealing.turn', { on: false })).rejects.toMatchObject({ code: 'sealKeyLost' });
    expect((await desk.request('sealing.state', {})).on).toBe(true);
  });
});

describe('backups of sealed recordings', () => {
  const plan = () => ({ on: true, folder: join(dir, 'disk'), minutes: 180, daily: 7, weekly: 4 });
  async function backUp(): Promise<void> {
    await desk.request('backups.run', {});
    await vi.waitFor(async () => expect((await desk.request('backups.state', {})).running).toBeUndefined(), {
      timeout: 10_000,
    });
    const { last } = await desk.request('backups.state', {});
    expect(last).toMatchObject({ missing: 0 });
    expect(last?.failure).toBeUndefined();
  }

  it('copy them as they are, and come back sealed on another machine by the paper', async () => {
    const paper = await seal();
    const recordingId = await talk();
    await desk.request('library.measured', { recordingId, levels: LEVELS });
    const whole = await heard(recordingId);
    const onDisk = readFileSync(soundFile('.webm.age'));
    await desk.request('backups.save', plan());
    await backUp();
    const copies = filesIn(join(dir, 'disk')).filter((path) => /[0-9a-f]{64}\.[0-9a-f]{16}\.age$/.test(path));
    expect(copies.map((path) => readFileSync(path))).toEqual([onDisk]);
    await stop();

    rmSync(join(dir, 'profile'), { recursive: true });
    await start({ secretKey: new Uint8Array(32).fill(6) });
    const [row] = await desk.request('backups.list', { folder: plan().folder });
    if (!row) throw new Error('no backup');
    expect(row.keyKnown).toBe(false);
    const ask = { folder: plan().folder, profile: row.profile, id: row.id, recoveryKey: paper };
    await desk.request('backups.restore', ask);
    await vi.waitFor(
      async () => expect((await desk.request('backups.state', {})).staged).toMatchObject({ missing: 0 }),
      { timeout: 10_000 },
    );
    expect(telling(started.dataDir)).toEqual([]);
    await stop();
    await start({ secretKey: new Uint8Array(32).fill(6) });
    expect(sounds()).toEqual(['.webm.age', '.webm.levels.age']);
    expect(await heard(recordingId)).toEqual(whole);
    expect((await desk.request('recordings.get', { recordingId })).levels).toEqual(LEVELS);
    await talk();
    expect(existsSync(soundFile('.webm'))).toBe(false);
  });

  it('know what was sealed under a key of before, and the newest paper opens the older backup', async () => {
    await desk.request('sealing.makeKey', {});
    await desk.request('backups.save', plan());
    const plain = await talk();
    await backUp();
    const { recoveryKey } = await desk.request('sealing.makeKey', {});
    await desk.request('sealing.turn', { on: true });
    await settled();
    // Another sound than the first: what is the same lies there once.
    await talk(8);
    // As on the next day: of one day only the newest stays.
    const older = readdirSync(join(dir, 'disk'))[0] ?? '';
    const bases = join(dir, 'disk', older, 'bases');
    const [first = ''] = readdirSync(bases);
    await backUp();
    expect(readdirSync(bases)).not.toContain(first);
    const objects = filesIn(join(dir, 'disk')).filter((path) =>
      /[0-9a-f]{64}\.[0-9a-f]{16}\.age$/.test(path),
    );
    expect(objects).toHaveLength(2);
    expect(new Set(objects.map((path) => path.split('.').at(-2))).size).toBe(2);
    await stop();
    rmSync(join(dir, 'profile'), { recursive: true });
    await start();
    const [row] = await desk.request('backups.list', { folder: plan().folder });
    if (!row) throw new Error('no backup');
    await desk.request('backups.restore', {
      folder: plan().folder,
      profile: row.profile,
      id: row.id,
      recoveryKey,
    });
    await vi.waitFor(
      async () => expect((await desk.request('backups.state', {})).staged).toMatchObject({ missing: 0 }),
      { timeout: 10_000 },
    );
    await stop();
    await start();
    await heard(plain);
  });
});
