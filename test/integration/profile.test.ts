// Data folders that something happened to: each is told in one sentence, and nothing in them is lost.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { parseSpool } from '../../electron/core/recordings/spool.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { Problem } from '../../shared/contract/settings.ts';
import { ScriptedPhone, startCore } from '../support/core-harness.ts';
import { playable } from '../support/playable.ts';
import { readCalls } from '../support/read-calls.ts';
import { createSmallDisk, type SmallDisk } from '../support/small-disk.ts';

const SERVER = fileURLToPath(new URL('../../out/core/server.mjs', import.meta.url));
const SPOOL = fileURLToPath(
  new URL('../../electron/core/recordings/fixtures/six-seconds.spool', import.meta.url),
);
const LINE = { server: 'ws://127.0.0.1:9/ws', login: '7', password: 'tulip-7-secret', domain: 'pbx.test' };

let dataDir: string;
const cleanUp: Array<() => Promise<void> | void> = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-profile-'));
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
  rmSync(dataDir, { recursive: true, force: true });
});

type Started = Awaited<ReturnType<typeof startCore>>;

async function start(dir = dataDir): Promise<Started & { desk: CoreClient; problems: Problem[] }> {
  const started = await startCore(dir);
  cleanUp.push(() => started.core.close().catch(() => {}));
  const desk = started.connect('desk');
  const problems: Problem[] = [];
  desk.on('system.problem', (problem) => problems.push(problem));
  return { ...started, desk, problems };
}

/** A profile as it is after a working day: a customer, a line with its password, a setting that is not the default. */
async function makeProfile(dir = dataDir): Promise<void> {
  const { core, connect } = await startCore(dir);
  const desk = connect('desk');
  await desk.request('settings.save', { country: 'UA', language: 'uk' });
  await desk.request('contacts.create', {
    draft: { kind: 'person', name: 'Olena' },
  });
  await desk.request('accounts.save', LINE);
  await core.close();
}

const base = () => join(dataDir, 'ringdesk.db');
const sum = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

function inBase(sql: string): void {
  const db = new Database(base());
  db.exec(sql);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

/** Starts the program on the folder as a person would, and returns the one sentence with which it refuses. */
function refusal(dir = dataDir, user: { uid?: number; gid?: number } = {}): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, '--data', dir, '--port', '0'], {
    encoding: 'utf8',
    timeout: 20_000,
    ...user,
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  const sentence = stderr.trim();
  expect(sentence).not.toMatch(/\n|Error:|SQLITE|ENO/);
  return sentence;
}

const names = async (desk: CoreClient) =>
  (await desk.request('contacts.list', {})).contacts.map(({ name }) => name);

describe('a base that this program cannot use', () => {
  it.each([
    ['of a newer version', 'pragma user_version = 99', /newer Ringdesk.*Install.*nothing was changed/],
    [
      'with a change that we do not know',
      "insert into migrations values (99, '0099_later', 'x', 0)",
      /newer Ringdesk/,
    ],
    [
      'of another build',
      "update migrations set hash = 'edited' where position = 1",
      /does not fit this Ringdesk.*Install the version that you had before; nothing was changed/,
    ],
    ['of another program', 'pragma application_id = 7', /damaged.*backup/],
  ])('%s is refused and stays as it is, to the byte', async (_, sql, sentence) => {
    await makeProfile();
    inBase(sql);
    const before = sum(base());
    expect(refusal()).toMatch(sentence);
    expect(sum(base())).toBe(before);
    expect(readdirSync(dataDir).filter((name) => name.includes('backup'))).toEqual([]);
  });

  it.each([
    ['rubbish', (file: string) => writeFileSync(file, 'this was a base once. '.repeat(500))],
    ['cut off in the middle', (file: string) => truncateSync(file, 50_000)],
    ['cut off in its first page', (file: string) => truncateSync(file, 60)],
    ['a picture', (file: string) => writeFileSync(file, Buffer.from('89504e470d0a1a0a', 'hex'))],
  ])('%s is refused and stays as it is, to the byte', async (_, damage) => {
    await makeProfile();
    damage(base());
    const before = sum(base());
    expect(refusal()).toMatch(/The database is damaged\. Nothing was changed\. Put a backup in its place/);
    expect(sum(base())).toBe(before);
  });

  it('starts again when the right one is back', async () => {
    await makeProfile();
    const good = readFileSync(base());
    writeFileSync(base(), 'rubbish');
    refusal();
    writeFileSync(base(), good);
    expect(await names((await start()).desk)).toEqual(['Olena']);
  });
});

describe('a folder that may only be read', () => {
  // Root may write anywhere; the program is then started as nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const READ_ONLY =
    /^The data folder cannot be written\. Check its rights, or choose another with --data DIR\.$/;

  it('is refused when it is empty, and when it has a profile', async () => {
    chmodSync(dataDir, 0o555);
    expect(refusal(dataDir, nobody)).toMatch(READ_ONLY);
    chmodSync(dataDir, 0o755);
    await makeProfile();
    chmodSync(base(), 0o444);
    chmodSync(dataDir, 0o555);
    const before = sum(base());
    expect(refusal(dataDir, nobody)).toMatch(READ_ONLY);
    expect(refusal(join(dataDir, 'below'), nobody)).toMatch(READ_ONLY);
    // A lock that may be read but not taken is no other program.
    writeFileSync(join(dataDir, 'core.lock'), '', { mode: 0o444 });
    expect(refusal(dataDir, nobody)).toMatch(READ_ONLY);
    expect(sum(base())).toBe(before);
    chmodSync(dataDir, 0o755);
  });
});

describe('settings that cannot be read', () => {
  it.each([
    ['cut off', '{"language":"uk","cou'],
    ['of another kind', '[1,2]'],
    ['empty', ''],
    ['null', 'null'],
  ])('%s: the program starts with the defaults, and everything else is there', async (_, value) => {
    await makeProfile();
    inBase(
      `update settings set value = '${value}' where key in ('settings', 'firstRunDone', 'training', 'me')`,
    );
    const { desk } = await start();
    expect(await desk.request('system.info', {})).toMatchObject({ firstRun: false });
    expect(await names(desk)).toEqual(['Olena']);
    expect(await desk.request('accounts.list', {})).toMatchObject([{ login: '7', active: true }]);
    expect(await desk.request('settings.save', { country: 'UA' })).toMatchObject({ country: 'UA' });
  });

  it('in one field: only this one', async () => {
    await makeProfile();
    inBase(`update settings set value = json_set(value, '$.theme', 'pink') where key = 'settings'`);
    const { settings } = await (await start()).desk.request('system.info', {});
    expect(settings).toMatchObject({ theme: 'system', country: 'UA', language: 'uk' });
  });
});

describe('a key that does not open the passwords', () => {
  const OTHER: readonly (readonly [string, (file: string) => void])[] = [
    ['replaced', (file) => writeFileSync(file, Buffer.alloc(32, 7))],
    ['lost', (file) => rmSync(file)],
    ['cut off', (file) => truncateSync(file, 5)],
    ['empty', (file) => truncateSync(file, 0)],
  ];

  it.each(OTHER)('%s: asks for the password again, and for nothing else', async (_, damage) => {
    await makeProfile();
    damage(join(dataDir, 'secrets.key'));
    const { desk, problems, connect } = await start();
    const phone = new ScriptedPhone(connect);
    expect(await phone.attach()).not.toHaveProperty('account');
    await expect.poll(() => problems).toEqual([{ code: 'secretsUnavailable', params: {}, active: true }]);
    // Nobody is told that it is connecting, for ever.
    expect((await desk.request('phone.state', {})).registration).toMatchObject({ state: 'off' });

    const [account] = await desk.request('accounts.list', {});
    expect(account).toMatchObject({ login: '7', domain: 'pbx.test', active: true, hasPassword: true });
    expect(await names(desk)).toEqual(['Olena']);

    // A desk that comes later is told, too.
    const late = connect('desk');
    const lateProblems: Problem[] = [];
    late.on('system.problem', (problem) => lateProblems.push(problem));
    await late.request('system.info', {});
    await expect.poll(() => lateProblems.map(({ code }) => code)).toEqual(['secretsUnavailable']);

    const id = account?.id ?? '';
    await desk.request('accounts.save', { ...LINE, id, password: 'typed again' });
    await expect
      .poll(() => phone.commands.at(-1)?.input)
      .toMatchObject({ account: { login: '7', password: 'typed again' } });
    expect(problems.at(-1)).toMatchObject({ code: 'secretsUnavailable', active: false });
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'secrets.key')).mode & 0o077).toBe(0);
  });

  it('a damaged one is put aside, not thrown away', async () => {
    await makeProfile();
    truncateSync(join(dataDir, 'secrets.key'), 5);
    const rest = readFileSync(join(dataDir, 'secrets.key'));
    await start();
    expect(readFileSync(join(dataDir, 'secrets.key.damaged'))).toEqual(rest);
  });
});

describe('a full disk', () => {
  let disk: SmallDisk;
  beforeEach(() => {
    disk = createSmallDisk(10);
    dataDir = join(disk.path, 'profile');
    cleanUp.push(() => disk.remove());
  });

  it('at the start: refused, and started when there is room', async () => {
    disk.fill(20_000);
    expect(refusal()).toBe('The disk is full. Free some space and start again; nothing was lost.');
    disk.free();
    await makeProfile();
    disk.fill();
    // Whether it can start without room depends on the log of the base; it must not be harmed by it.
    await startCore(dataDir).then(
      ({ core }) => core.close(),
      (error) => expect(error).toMatchObject({ code: 'diskFull' }),
    );
    disk.free();
    expect(await names((await start()).desk)).toEqual(['Olena']);
    expect(checkIntegrity(base())).toMatchObject({ sound: true });
  });

  it('in the middle of work: told, nothing half done, and over when there is room', async () => {
    await makeProfile();
    const { desk, connect, problems } = await start();
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    disk.fill();
    const draft = { kind: 'person', name: 'New' } as const;
    await expect(desk.request('contacts.create', { draft })).rejects.toMatchObject({ code: 'diskFull' });
    await expect(desk.request('settings.save', { country: 'GB' })).rejects.toMatchObject({
      code: 'diskFull',
    });
    await expect(phone.ring({ number: '100' })).rejects.toMatchObject({ code: 'diskFull' });
    await expect
      .poll(() => problems)
      .toEqual([{ code: 'diskFull', params: expect.anything(), active: true }]);
    expect((await desk.request('system.info', {})).settings.country).toBe('UA');
    expect(await names(desk)).toEqual(['Olena']);

    disk.free();
    const callId = await phone.ring({ number: '100' });
    await expect.poll(() => problems.at(-1)).toMatchObject({ code: 'diskFull', active: false });
    expect((await desk.request('calls.live', {})).map(({ call }) => call.id)).toEqual([callId]);
    await desk.request('contacts.create', { draft });
    expect((await names(desk)).toSorted()).toEqual(['New', 'Olena']);
    expect(checkIntegrity(base())).toMatchObject({ sound: true });
  });

  it('under a recording: the talk goes on, and so does the recording when there is room', async () => {
    await makeProfile();
    const { desk, connect, problems } = await start();
    const phone = new ScriptedPhone(connect);
    await phone.attach();
    const sound = parseSpool(readFileSync(SPOOL)).bytes;

    /** A talk of which everything is said once more until the core has it, as the phone's outbox does. */
    async function talk(fillUp: boolean): Promise<string> {
      const callId = await phone.ring({ number: fillUp ? '1' : '2' });
      await phone.say(callId, { kind: 'answered', by: 'operator' });
      const recordOf = () => phone.commands.findLast(({ name }) => name === 'phone.record')?.input;
      await expect.poll(recordOf).toMatchObject({ callId });
      const { recordingId } = recordOf() as { recordingId: string };
      const { core } = phone;
      await core.request('recordings.begin', {
        recordingId,
        callId,
        mime: 'audio/webm;codecs=opus',
        startedAt: Date.now(),
      });
      const size = 6_000;
      let refused = 0;
      for (let seq = 0; seq * size < sound.length; seq += 1) {
        const bytes = new Uint8Array(sound.subarray(seq * size, (seq + 1) * size));
        const append = () => core.request('recordings.append', { recordingId, seq, bytes });
        // Not on the border of a chunk: the disk takes a part of the next one.
        if (fillUp && seq === 2) disk.fill(4_096);
        await append().catch(async (error) => {
          refused += 1;
          expect(error).toMatchObject({ code: 'diskFull' });
          await expect.poll(() => problems.at(-1)).toMatchObject({ code: 'diskFull', active: true });
          await expect(append()).rejects.toMatchObject({ code: 'diskFull' });
          expect((await desk.request('calls.live', {}))[0]?.call.state).toBe('talking');
          disk.free();
          await append();
        });
      }
      expect(refused > 0).toBe(fillUp);
      await phone.say(callId, { kind: 'ended', cause: 'hangup', by: 'operator' });
      await core.request('recordings.finish', { recordingId, chunks: Math.ceil(sound.length / size) });
      return callId;
    }

    const durations: number[] = [];
    for (const fillUp of [true, false]) {
      const callId = await talk(fillUp);
      const call = readCalls(dataDir).find(({ id }) => id === callId);
      expect(call?.recording?.state).toBe('finished');
      if (call) durations.push((await playable(dataDir, call)).durationMs);
      expect(problems.at(-1)).toMatchObject({ code: 'diskFull', active: false });
    }
    expect(durations[0]).toBeGreaterThan(5_000);
    expect(durations[0]).toBe(durations[1]);
    expect(existsSync(join(disk.path, 'filler'))).toBe(false);
  });
});
