import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { HOME } from '../../db/testing.ts';
import { findBooks } from '../../electron/core/directories/carddav-books.ts';
import { testSource } from '../../electron/core/directories/open-source.ts';
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { type CuttingProxy, cuttingProxy } from './support/cutting-proxy.ts';
import { DIRECTORY, openProfile, type Profile } from './support/profile.ts';
import { dav, LOGIN, PASSWORD, startRadicale } from './support/servers.ts';

let server: Awaited<ReturnType<typeof startRadicale>>;
let proxy: CuttingProxy;
let settings: DirectorySettings;
let dataDir: string;
let profile: Profile;

beforeAll(async () => {
  server = await startRadicale();
  proxy = await cuttingProxy(server.port);
  settings = {
    kind: 'carddav',
    url: server.book.replace(String(server.port), String(proxy.port)),
    login: LOGIN,
  };
});
afterAll(async () => {
  await proxy.close();
  await server.remove();
});
beforeEach(async () => {
  proxy.cutAfter(Number.POSITIVE_INFINITY);
  await emptyBook();
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-carddav-'));
  profile = openProfile(dataDir);
  profile.add(settings, { twoWay: true, pushTag: 'phone book' });
});
afterEach(() => {
  profile.close();
  expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

const PICTURE = `PHOTO;ENCODING=b;TYPE=JPEG:${'QUFB'.repeat(40)}`;
const cardOf = (n: number, ...lines: string[]) =>
  [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:u${n}`,
    `FN:Person ${n}`,
    `N:${n};Person;;;`,
    `TEL;TYPE=CELL:+7916${1_000_000 + n}`,
    ...lines,
    'END:VCARD',
    '',
  ].join('\r\n');
const put = async (n: number, ...lines: string[]) => {
  const answer = await dav('PUT', `${server.book}u${n}.vcf`, cardOf(n, ...lines));
  if (!answer.ok) throw new Error(`PUT: ${answer.status}`);
};
const there = async (name: string) => {
  const answer = await dav('GET', `${server.book}${name}`);
  return answer.ok ? answer.text() : undefined;
};
const sync = (more?: Parameters<Profile['sync']>[2]) => profile.sync(settings, PASSWORD, more);

async function emptyBook(): Promise<void> {
  await dav('DELETE', server.book);
  const made = await fetch(server.book, {
    method: 'MKCOL',
    headers: {
      authorization: `Basic ${Buffer.from(`${LOGIN}:${PASSWORD}`).toString('base64')}`,
      'content-type': 'text/xml',
    },
    body: `<?xml version="1.0"?><create xmlns="DAV:" xmlns:CR="urn:ietf:params:xml:ns:carddav"><set><prop>
      <resourcetype><collection /><CR:addressbook /></resourcetype></prop></set></create>`,
  });
  expect(made.status).toBe(201);
}

describe('an address book of Radicale', () => {
  it('is found from the address of the server, and counted', async () => {
    await put(1);
    const url = `http://127.0.0.1:${server.port}/`;
    const books = await findBooks(url, { login: LOGIN, password: PASSWORD });
    expect(books.map((book) => book.url)).toEqual([server.book]);
    expect(await testSource({ ...settings, url: server.book } as DirectorySettings, PASSWORD, HOME)).toEqual({
      entries: 1,
    });
  });

  it('comes in whole, then only what changed, and nothing when nothing did', async () => {
    for (let n = 0; n < 5; n++) await put(n);
    expect(await sync()).toMatchObject({ created: 5, entries: 5 });
    expect(await sync()).toMatchObject({ created: 0, updated: 0, written: 0 });
    await put(2, 'TITLE:Owner', 'TEL;TYPE=WORK:+74951234567');
    await put(7);
    await dav('DELETE', `${server.book}u4.vcf`);
    expect(await sync()).toMatchObject({ created: 1, updated: 1, removed: 1, entries: 5 });
    const [changed] = profile.people().filter(({ name }) => name === 'Person 2');
    expect(changed).toMatchObject({ role: 'Owner', relation: 'colleague' });
    expect(changed?.phones.map(({ e164 }) => e164)).toEqual(['+79161000002', '+74951234567']);
    expect(profile.names()).not.toContain('Person 4');
  });

  it('takes one who is here already for the same, fills what each lacks, and makes no double', async () => {
    const id = profile.create({
      kind: 'person',
      name: 'Person 1',
      phones: [{ number: '8 916 100-00-01' }],
      about: 'ours',
    });
    // The same number and another name is another person; two who agree cannot be told apart.
    profile.create({ kind: 'person', name: 'Somebody Else', phones: [{ number: '+79161000002' }] });
    for (let n = 0; n < 2; n++)
      profile.create({ kind: 'person', name: 'Person 3', phones: [{ number: '+79161000003' }] });
    await put(1, 'TITLE:Owner');
    await put(2);
    await put(3);
    expect(await sync()).toMatchObject({ linked: 1, created: 2, written: 1 });
    expect(profile.contacts.get(id)).toMatchObject({ role: 'Owner', about: 'ours' });
    expect(await there('u1.vcf')).toContain('NOTE:ours');
    expect(profile.people()).toHaveLength(6);
    expect(await sync()).toMatchObject({ linked: 0, created: 0, updated: 0, written: 0 });
  });

  it('writes there what was changed here, and leaves every other line as it was', async () => {
    await put(1, PICTURE, 'X-OWN;X-P=1:kept\\, too', 'item1.URL:https://example.org', 'item1.X-ABLABEL:Site');
    await sync();
    const [before] = profile.people();
    profile.edit(before?.id ?? '', {
      name: 'Person Renamed',
      role: 'Buyer; chief',
      phones: [{ number: '+79161000001' }, { number: '+74951112233', label: 'work' }],
      tags: ['vip'],
    });
    expect(await sync()).toMatchObject({ written: 1, updated: 0 });
    const card = (await there('u1.vcf')) ?? '';
    const lines = card.replace(/\r\n /g, '').split('\r\n');
    expect(lines).toContain(PICTURE);
    for (const line of [
      'X-OWN;X-P=1:kept\\, too',
      'FN:Person Renamed',
      'TITLE:Buyer\\; chief',
      'CATEGORIES:vip',
      'TEL;TYPE=CELL:+79161000001',
    ])
      expect(lines).toContain(line);
    expect(lines.some((line) => /^TEL;TYPE=work:\+74951112233$/i.test(line))).toBe(true);
    expect(await sync()).toMatchObject({ written: 0, updated: 0 });
  });

  it('keeps what both changed, shows it, and does what a person chooses', async () => {
    await put(1, 'TITLE:Clerk', 'NOTE:one');
    await put(2, 'TITLE:Clerk');
    await sync();
    const [one, two] = profile.people();
    profile.edit(one?.id ?? '', { role: 'Ours', about: 'changed here' });
    profile.edit(two?.id ?? '', { role: 'Ours' });
    await put(1, 'TITLE:Theirs', 'NOTE:one');
    await put(2, 'TITLE:Theirs');
    await sync();
    await sync();
    const conflicts = profile.directories.conflicts();
    expect(conflicts.map(({ field, ours, theirs }) => [field, ours, theirs])).toEqual([
      ['role', 'Ours', 'Theirs'],
      ['role', 'Ours', 'Theirs'],
    ]);
    // Neither side has lost its word, and the other field went its way.
    expect(profile.people().map(({ role }) => role)).toEqual(['Ours', 'Ours']);
    expect(await there('u1.vcf')).toContain('TITLE:Theirs');
    expect(await there('u1.vcf')).toContain('NOTE:changed here');
    const of = (id: string | undefined) => conflicts.find(({ contactId }) => contactId === id)?.id ?? '';
    profile.choose(of(one?.id), 'ours');
    profile.choose(of(two?.id), 'theirs');
    await sync();
    expect(await there('u1.vcf')).toContain('TITLE:Ours');
    expect(await there('u2.vcf')).toContain('TITLE:Theirs');
    expect(profile.people().map(({ role }) => role)).toEqual(['Ours', 'Theirs']);
    expect(profile.directories.conflicts()).toEqual([]);
    expect(await sync()).toMatchObject({ written: 0, updated: 0 });
  });

  it('removes there who was removed here, unless they changed him meanwhile: then a person chooses', async () => {
    for (const n of [1, 2, 3]) await put(n);
    await sync();
    const [one, two, three] = profile.people();
    for (const each of [one, two, three]) profile.contacts.remove(each?.id ?? '');
    await put(2, 'TITLE:Promoted');
    await put(3, 'TITLE:Promoted');
    await sync();
    expect(await there('u1.vcf')).toBeUndefined();
    const conflicts = profile.directories.conflicts();
    expect(conflicts.map(({ field, theirs }) => [field, theirs]).sort()).toEqual([
      ['entry', 'Person 2'],
      ['entry', 'Person 3'],
    ]);
    await sync();
    expect(await there('u2.vcf')).toBeDefined();
    const of = (name: string) => conflicts.find(({ theirs }) => theirs === name)?.id ?? '';
    profile.choose(of('Person 2'), 'theirs');
    profile.choose(of('Person 3'), 'ours');
    await sync();
    expect(profile.names()).toEqual(['Person 2']);
    expect(await there('u3.vcf')).toBeUndefined();
  });

  it('keeps who has a history here when the entry goes, and asks before most of it goes', async () => {
    for (let n = 0; n < 25; n++) await put(n);
    await sync();
    profile.contacts.addNote(profile.people()[0]?.id ?? '', 'he called');
    await emptyBook();
    await expect(sync()).rejects.toMatchObject({ code: 'directoryEmptied', params: { gone: 25, of: 25 } });
    expect(profile.people()).toHaveLength(25);
    expect(await sync({ acceptRemovals: true })).toMatchObject({ removed: 24, entries: 0 });
    expect(profile.people()).toHaveLength(1);
  });

  it('makes an entry of who got its tag, and nobody twice when the answer was lost', async () => {
    await sync();
    const id = profile.create({
      kind: 'person',
      name: 'Нина Орлова',
      phones: [{ number: '+79161234567' }],
      tags: ['Phone Book'],
    });
    profile.create({ kind: 'person', name: 'Not meant', phones: [{ number: '+79161234568' }] });
    // Written before by a run that died before it could note it.
    await dav('PUT', `${server.book}${id}.vcf`, cardOf(9).replace('Person 9', 'Нина Орлова'));
    await sync();
    expect(profile.directories.countLinks(DIRECTORY)).toBe(1);
    expect(profile.people()).toHaveLength(2);
    const other = profile.create({
      kind: 'person',
      name: 'Пётр',
      phones: [{ number: '+79161234569' }],
      tags: ['phone book'],
    });
    expect(await sync()).toMatchObject({ written: 1, created: 0 });
    expect(await there(`${other}.vcf`)).toContain('FN:Пётр');
    expect(await sync()).toMatchObject({ written: 0, created: 0, updated: 0 });
  });

  it('compares everything anew when the server does not know the token any more', async () => {
    for (const n of [1, 2, 3]) await put(n);
    await sync();
    await put(2, 'TITLE:Owner');
    await dav('DELETE', `${server.book}u3.vcf`);
    profile.directories.update(DIRECTORY, {
      cursor: 'http://radicale.org/ns/sync/0000000000000000000000000000000000000000000000000000000000000000',
    });
    expect(await sync()).toMatchObject({ created: 0, updated: 1, removed: 1 });
  });

  it('says what is wrong with the password, the address and the way', async () => {
    await expect(profile.sync(settings, 'wrong')).rejects.toMatchObject({ code: 'directoryRefused' });
    const gone = { ...settings, url: `${server.url}/${LOGIN}/nothing/` } as DirectorySettings;
    await expect(profile.sync(gone, PASSWORD)).rejects.toMatchObject({ code: 'directoryNotThere' });
    await expect(
      profile.sync({ ...settings, url: 'no address' } as DirectorySettings, PASSWORD),
    ).rejects.toMatchObject({
      code: 'directoryAddress',
    });
  });

  it('takes nothing half when the server stops anywhere, and the rest when it is back', async () => {
    for (let n = 0; n < 40; n++) await put(n, PICTURE);
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    const dry = openProfile(mkdtempSync(join(tmpdir(), 'ringdesk-carddav-dry-')));
    dry.add(settings, { twoWay: true });
    await dry.sync(settings, PASSWORD);
    const all = proxy.passed();
    dry.close();
    for (const share of [0.02, 0.2, 0.4, 0.6, 0.8, 0.95]) {
      proxy.cutAfter(Math.floor(all * share));
      await expect(sync()).rejects.toMatchObject({
        code: expect.stringMatching(/^directory(Stopped|Answer|Unreachable)$/),
      });
      for (const { phones } of profile.people()) expect(phones).toHaveLength(1);
    }
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    await sync();
    expect(profile.people()).toHaveLength(40);
    expect(new Set(profile.names()).size).toBe(40);
  });

  it('is offline, keeps everything, and is online again', async () => {
    await put(1);
    await sync();
    profile.edit(profile.people()[0]?.id ?? '', { role: 'Changed while offline' });
    await server.stop();
    await expect(sync()).rejects.toMatchObject({ code: expect.stringMatching(/Unreachable|Stopped/) });
    expect(profile.people()).toHaveLength(1);
    await server.start();
    expect(await sync()).toMatchObject({ written: 1 });
    expect(await there('u1.vcf')).toContain('TITLE:Changed while offline');
  });
});
