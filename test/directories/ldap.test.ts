import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { HOME } from '../../db/testing.ts';
import { testSource } from '../../electron/core/directories/open-source.ts';
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { type CuttingProxy, cuttingProxy } from './support/cutting-proxy.ts';
import { DIRECTORY, openProfile, type Profile } from './support/profile.ts';
import { BASE, dnOf, ldapModify, PASSWORD, personLdif, READER, startSlapd } from './support/servers.ts';

const COUNT = 5_000;

let server: Awaited<ReturnType<typeof startSlapd>>;
let proxy: CuttingProxy;
let settings: Extract<DirectorySettings, { kind: 'ldap' }>;
let dataDir: string;
let profile: Profile;

beforeAll(async () => {
  server = await startSlapd(COUNT);
  proxy = await cuttingProxy(server.port);
  settings = {
    kind: 'ldap',
    url: `ldap://127.0.0.1:${proxy.port}`,
    startTls: false,
    login: READER,
    base: BASE,
    filter: '',
    attributes: {},
  };
});
afterAll(async () => {
  await proxy.close();
  await server.remove();
});
beforeEach(() => {
  proxy.cutAfter(Number.POSITIVE_INFINITY);
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-ldap-'));
  profile = openProfile(dataDir);
  profile.add(settings);
});
afterEach(() => {
  profile.close();
  expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

const sync = (more?: Parameters<Profile['sync']>[2]) => profile.sync(settings, PASSWORD, more);
const people = () =>
  profile.db.sqlite
    .prepare("select count(*) from contacts where kind = 'person' and deleted_at is null")
    .pluck()
    .get();
/** Some of the house, for tests that need not all of it. */
const few = (): void => {
  settings = { ...settings, filter: '(uid=p100*)' };
};
const byUid = (n: number) => {
  const [found] = profile.contacts.byNumber({ kind: 'e164', e164: `+7916${1_000_000 + n}` } as never);
  return found && profile.contacts.get(found.id);
};

describe('an LDAP server', () => {
  afterEach(() => {
    settings = { ...settings, filter: '' };
  });

  it('gives 5,000 people page by page, and then only what changed', async () => {
    expect(await sync()).toMatchObject({ created: COUNT, entries: COUNT, unread: 0 });
    expect(byUid(4_711)).toMatchObject({
      name: 'Anna Person4711',
      role: 'Clerk',
      organisationName: 'Example Ltd',
      relation: 'colleague',
    });
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    expect(await sync()).toMatchObject({ created: 0, updated: 0, removed: 0 });
    const listed = proxy.passed();
    ldapModify(server.url, `dn: ${dnOf(7)}\nchangetype: modify\nreplace: title\ntitle: Chief\n`);
    ldapModify(server.url, `dn: ${dnOf(8)}\nchangetype: delete\n`);
    ldapModify(server.url, personLdif(COUNT + 1).replace('objectClass', 'changetype: add\nobjectClass'));
    try {
      proxy.cutAfter(Number.POSITIVE_INFINITY);
      expect(await sync()).toMatchObject({ created: 1, updated: 1, removed: 1, entries: COUNT });
      // Ids and stamps of all, and two entries: no second reading of the house.
      expect(proxy.passed()).toBeLessThan(listed + 10_000);
      expect(byUid(7)?.role).toBe('Chief');
      expect(byUid(8)).toBeUndefined();
    } finally {
      ldapModify(server.url, `dn: ${dnOf(COUNT + 1)}\nchangetype: delete\n`);
      ldapModify(server.url, personLdif(8).replace('objectClass', 'changetype: add\nobjectClass'));
      ldapModify(server.url, `dn: ${dnOf(7)}\nchangetype: modify\nreplace: title\ntitle: Clerk\n`);
    }
  });

  it('never gets anything written: what was changed here stays, what both changed is shown', async () => {
    few();
    await sync();
    const [here, both, gone] = profile.people();
    profile.edit(here?.id ?? '', { role: 'Ours' });
    profile.edit(both?.id ?? '', { role: 'Ours' });
    profile.contacts.remove(gone?.id ?? '');
    const n = Number(both?.name.replace(/\D/g, ''));
    ldapModify(server.url, `dn: ${dnOf(n)}\nchangetype: modify\nreplace: title\ntitle: Theirs\n`);
    try {
      await sync();
      await sync();
      const [conflict, ...more] = profile.directories.conflicts();
      expect(more).toEqual([]);
      expect(conflict).toMatchObject({ contactId: both?.id, field: 'role', ours: 'Ours', theirs: 'Theirs' });
      expect(profile.contacts.get(here?.id ?? '')?.role).toBe('Ours');
      // Who was removed here does not come back.
      expect(profile.contacts.get(gone?.id ?? '')).toBeUndefined();
      profile.choose(conflict?.id ?? '', 'ours');
      await sync();
      expect(profile.directories.conflicts()).toEqual([]);
      expect(profile.contacts.get(both?.id ?? '')?.role).toBe('Ours');
    } finally {
      ldapModify(server.url, `dn: ${dnOf(n)}\nchangetype: modify\nreplace: title\ntitle: Clerk\n`);
    }
  });

  it('finds those who are here already by their numbers', async () => {
    few();
    const id = profile.create({
      kind: 'person',
      name: 'Person100 Anna',
      phones: [{ number: '8 (916) 100-01-00' }],
    });
    expect(await sync()).toMatchObject({ linked: 1 });
    expect(profile.contacts.get(id)).toMatchObject({ name: 'Person100 Anna', role: 'Clerk' });
    expect(profile.contacts.get(id)?.emails.map(({ address }) => address)).toEqual(['p100@example.org']);
  });

  it('says what is wrong with the password, the base and the address', async () => {
    await expect(profile.sync(settings, 'wrong')).rejects.toMatchObject({ code: 'directoryRefused' });
    await expect(profile.sync({ ...settings, base: 'dc=nowhere' }, PASSWORD)).rejects.toMatchObject({
      code: 'directoryNotThere',
    });
    await expect(
      testSource({ ...settings, url: 'ldap://127.0.0.1:1' }, PASSWORD, HOME),
    ).rejects.toMatchObject({
      code: 'directoryUnreachable',
    });
    await expect(testSource({ ...settings, url: 'localhost' }, PASSWORD, HOME)).rejects.toMatchObject({
      code: 'directoryAddress',
    });
    expect(await testSource(settings, PASSWORD, HOME)).toEqual({ entries: COUNT });
  });

  it('stops mid-page: nothing is half taken, nobody is removed, and it goes on', async () => {
    await sync();
    const before = people();
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    await sync();
    const listing = proxy.passed();
    for (const share of [0.001, 0.05, 0.3, 0.52, 0.9]) {
      proxy.cutAfter(Math.floor(listing * share));
      await expect(sync()).rejects.toMatchObject({ code: expect.stringMatching(/Stopped|Unreachable/) });
      expect(people()).toBe(before);
    }
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    expect(await sync()).toMatchObject({ created: 0, removed: 0, entries: COUNT });
  });

  it('dies in the middle of the first reading: what came is whole, the rest comes, nobody twice', async () => {
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    const dry = openProfile(mkdtempSync(join(tmpdir(), 'ringdesk-ldap-dry-')));
    dry.add(settings);
    await dry.sync(settings, PASSWORD);
    const all = proxy.passed();
    dry.close();
    for (const share of [0.6, 0.75, 0.9]) {
      proxy.cutAfter(Math.floor(all * share));
      await expect(sync()).rejects.toMatchObject({ code: 'directoryStopped' });
      expect(people()).toBe(profile.directories.countLinks(DIRECTORY));
    }
    expect(people()).not.toBe(0);
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    await sync();
    expect(people()).toBe(COUNT);
    expect(profile.directories.countLinks(DIRECTORY)).toBe(COUNT);
  });

  it('is offline, keeps everything, and is online again', async () => {
    few();
    const { created } = await sync();
    await server.stop();
    await expect(sync()).rejects.toMatchObject({ code: expect.stringMatching(/Unreachable|Stopped/) });
    expect(people()).toBe(created);
    await server.start();
    expect(await sync()).toMatchObject({ created: 0, removed: 0, entries: created });
  });
});
