// Directories as the desk meets them: the whole core with its thread, its schedule and its vault, against Debian's Radicale.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { openReader } from '../../db/open.ts';
import { createLog } from '../../electron/core/host/log.ts';
import type { CoreOptions } from '../../electron/core/host/options.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { ContactDraft } from '../../shared/contract/contacts.ts';
import type { DirectoryDraft, DirectoryState } from '../../shared/contract/directories.ts';
import { startCore } from '../support/core-harness.ts';
import { dav, LOGIN, PASSWORD, startRadicale } from './support/servers.ts';

const MINUTE = 60_000;
const EVERY = 30;
/** The core looks this often whether it is time. */
const LOOK = 20_000;

let server: Awaited<ReturnType<typeof startRadicale>>;
let dir: string;
let clock: number;
let desk: CoreClient;
let close: () => Promise<void>;

beforeAll(async () => {
  server = await startRadicale();
});
afterAll(() => server.remove());
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-directories-'));
  clock = Date.now();
  // Only the looks are by the clock of the test: whatever waits for a server waits in earnest.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  emptyBook();
  await open();
});
afterEach(async () => {
  await close();
  vi.useRealTimers();
  expect(checkIntegrity(join(dir, 'ringdesk.db')).troubles).toEqual([]);
  rmSync(dir, { recursive: true, force: true });
});

async function open(more: Partial<CoreOptions> = {}): Promise<void> {
  const started = await startCore(dir, { now: () => clock, ...more });
  desk = started.connect('desk');
  close = () => started.core.close();
}

const cardOf = (n: number, ...lines: string[]) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:u${n}`,
    `FN:Person ${n}`,
    `TEL;TYPE=CELL:+7916${1_000_000 + n}`,
    ...lines,
    'END:VCARD',
    '',
  ].join('\r\n');
const put = (n: number, ...lines: string[]) => dav('PUT', `${server.book}u${n}.vcf`, cardOf(n, ...lines));
/** Where Radicale keeps the book; it takes what others put there. */
const store = () => join(server.dir, 'store/collection-root', LOGIN, 'book');
function emptyBook(): void {
  for (const name of readdirSync(store())) if (name.endsWith('.vcf')) rmSync(join(store(), name));
}

const draft = (change: Partial<DirectoryDraft> = {}): DirectoryDraft => ({
  name: 'Head office',
  settings: { kind: 'carddav', url: server.book, login: LOGIN },
  password: PASSWORD,
  everyMinutes: EVERY,
  twoWay: true,
  relation: 'customer',
  pushTag: '',
  ...change,
});
const state = async (id: string): Promise<DirectoryState> => {
  const found = (await desk.request('directories.list', {})).find((one) => one.id === id);
  if (!found) throw new Error('no such directory');
  return found;
};
/** The clock goes on so far, and the core looks at it. */
const pass = (minutes: number): void => {
  clock += minutes * MINUTE;
  vi.advanceTimersByTime(LOOK);
};
/** Its latest run, once none goes on any more and one ended at the present time of the clock. */
const ended = (id: string) =>
  vi.waitFor(async () => {
    const { running, last, ...rest } = await state(id);
    expect([running, last?.endedAt]).toEqual([undefined, clock]);
    return { ...rest, last };
  });
const people = async (search = '') =>
  (await desk.request('contacts.list', { search, kind: 'person', limit: 100 })).contacts;
const card = async (name: string) => {
  const [found] = await people(name);
  return (await desk.request('contacts.card', { id: found?.id ?? '' })).contact;
};
async function edit(name: string, change: { role?: string; about?: string }): Promise<void> {
  const { id, version, phones, ...rest } = await card(name);
  const written = phones.map((phone) => ({ ...phone, number: phone.raw }));
  const draft = ContactDraft.parse({ ...rest, phones: written, ...change });
  await desk.request('contacts.update', { id, version, draft });
}

describe('a directory on schedule', () => {
  it('comes when it is time, brings what changed since, and nothing before', async () => {
    await put(1);
    const { id } = await desk.request('directories.save', draft());
    expect((await state(id)).last).toBeUndefined();
    pass(0);
    expect(await ended(id)).toMatchObject({ entries: 1, nextAt: clock + EVERY * MINUTE });
    await put(2);
    await put(1, 'TITLE:Owner');
    pass(EVERY - 1);
    expect((await state(id)).running).toBeUndefined();
    expect(await people()).toHaveLength(1);
    pass(1);
    expect((await ended(id)).last?.counts).toMatchObject({ created: 1, updated: 1, entries: 2 });
    expect((await card('Person 1')).role).toBe('Owner');
  });

  it('is offline, says so, tries again after 1, 2, 4 minutes, answers lookups meanwhile, and goes on', async () => {
    await put(1);
    const { id } = await desk.request('directories.save', draft());
    pass(0);
    await ended(id);
    await edit('Person 1', { role: 'Changed while offline' });
    await server.stop();
    pass(EVERY);
    for (const minutes of [1, 2, 4]) {
      const { last, nextAt, entries } = await ended(id);
      expect(last?.failure?.code).toMatch(/^directory(Unreachable|Stopped)$/);
      expect([nextAt, entries]).toEqual([clock + minutes * MINUTE, 1]);
      expect((await people('+79161000001')).map(({ name }) => name)).toEqual(['Person 1']);
      if (minutes === 4) await server.start();
      pass(minutes);
    }
    const { last, nextAt } = await ended(id);
    expect(last?.failure).toBeUndefined();
    expect(last?.counts).toMatchObject({ written: 1 });
    expect(nextAt).toBe(clock + EVERY * MINUTE);
    expect(await (await dav('GET', `${server.book}u1.vcf`)).text()).toContain('TITLE:Changed while offline');
  });

  it('does not knock again and again with a password that is refused', async () => {
    const { id } = await desk.request('directories.save', draft({ password: 'wrong' }));
    pass(0);
    const { last, nextAt } = await ended(id);
    expect(last?.failure?.code).toBe('directoryRefused');
    expect(nextAt).toBe(clock + EVERY * MINUTE);
    await desk.request('directories.save', draft({ id }));
    await desk.request('directories.run', { id });
    expect((await ended(id)).last?.failure).toBeUndefined();
  });
});

describe('what both sides changed', () => {
  it('is shown with both values, and goes the way that a person chooses', async () => {
    for (const n of [1, 2]) await put(n, 'TITLE:Clerk');
    const { id } = await desk.request('directories.save', draft());
    pass(0);
    await ended(id);
    for (const n of [1, 2]) {
      await edit(`Person ${n}`, { role: 'Ours' });
      await put(n, 'TITLE:Theirs');
    }
    pass(EVERY);
    expect(await ended(id)).toMatchObject({ conflicts: 2 });
    const conflicts = await desk.request('directories.conflicts', {});
    expect(conflicts).toHaveLength(2);
    const of = (name: string) => conflicts.find(({ contactName }) => contactName === name)?.id ?? '';
    expect(conflicts[0]).toMatchObject({
      directoryName: 'Head office',
      field: 'role',
      ours: 'Ours',
      theirs: 'Theirs',
    });
    await desk.request('directories.choose', { id: of('Person 1'), side: 'ours' });
    await desk.request('directories.choose', { id: of('Person 2'), side: 'theirs' });
    pass(EVERY);
    expect(await ended(id)).toMatchObject({ conflicts: 0 });
    expect((await card('Person 1')).role).toBe('Ours');
    expect((await card('Person 2')).role).toBe('Theirs');
    for (const [n, title] of [
      [1, 'Ours'],
      [2, 'Theirs'],
    ] as const)
      expect(await (await dav('GET', `${server.book}u${n}.vcf`)).text()).toContain(`TITLE:${title}`);
  });
});

/** What the base holds sealed. */
function secrets(): unknown[] {
  const reader = openReader(join(dir, 'ringdesk.db'));
  const keys = reader.sqlite.prepare("select key from settings where key like 'secret:%'").pluck().all();
  reader.close();
  return keys;
}

describe('a directory that is removed', () => {
  it('leaves its people here and nothing of its password', async () => {
    const before = secrets();
    await put(1);
    const { id } = await desk.request('directories.save', draft());
    expect(secrets()).toHaveLength(before.length + 1);
    pass(0);
    await ended(id);
    await desk.request('directories.remove', { id });
    expect(await desk.request('directories.list', {})).toEqual([]);
    expect(await people()).toHaveLength(1);
    expect(secrets()).toEqual(before);
    await expect(desk.request('directories.run', { id })).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('the password', () => {
  it('is in no file of the profile, whatever happened', async () => {
    await close();
    const log = createLog(join(dir, 'logs'), 'debug');
    // As in the desktop: the key is in the system's keychain.
    await open({ log, secretKey: new Uint8Array(32).fill(7), mode: 'desktop' });
    await put(1);
    const { id } = await desk.request('directories.save', draft());
    pass(0);
    await ended(id);
    await desk.request('directories.test', draft());
    await server.stop();
    pass(EVERY);
    expect((await ended(id)).last?.failure).toBeDefined();
    await server.start();
    await close();
    await log.close();
    const bytes = filesIn(dir).map((file) => readFileSync(file).toString('latin1'));
    const login = Buffer.from(`${LOGIN}:${PASSWORD}`).toString('base64');
    for (const secret of [
      PASSWORD,
      encodeURIComponent(PASSWORD),
      Buffer.from(PASSWORD).toString('base64'),
      login,
    ])
      expect(bytes.filter((text) => text.includes(secret))).toEqual([]);
    // It looked where the rest of the directory is.
    expect(bytes.some((text) => text.includes('Head office'))).toBe(true);
    await open({ secretKey: new Uint8Array(32).fill(7), mode: 'desktop' });
    await desk.request('directories.run', { id });
    expect((await ended(id)).last?.failure).toBeUndefined();
  });
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
