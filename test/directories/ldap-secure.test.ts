import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOME } from '../../db/testing.ts';
import { testSource } from '../../electron/core/directories/open-source.ts';
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { selfSigned } from './support/certificate.ts';
import { openProfile } from './support/profile.ts';
import { BASE, PASSWORD, READER, startSlapd } from './support/servers.ts';

/** More than a page, and more than the server gives at once. */
const COUNT = 600;

type Ldap = Extract<DirectorySettings, { kind: 'ldap' }>;

let dir: string;
let server: Awaited<ReturnType<typeof startSlapd>>;
let settings: Ldap;
let strangers: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-ldap-secure-'));
  const certificate = selfSigned(dir, 'house', 'IP:127.0.0.1');
  strangers = selfSigned(dir, 'stranger', 'IP:127.0.0.1').pem;
  server = await startSlapd(COUNT, { certificate });
  settings = {
    kind: 'ldap',
    url: server.url,
    startTls: true,
    authority: certificate.pem,
    login: READER,
    base: BASE,
    filter: '',
    attributes: {},
  };
});
afterAll(async () => {
  await server.remove();
  rmSync(dir, { recursive: true, force: true });
});

describe.each(['ldaps', 'StartTLS'] as const)('an LDAP server over %s', (way) => {
  const through = (change: Partial<Ldap> = {}): Ldap => ({
    ...settings,
    ...(way === 'ldaps' ? { url: server.secureUrl, startTls: false } : {}),
    ...change,
  });
  const refused = (change: Partial<Ldap>, password = PASSWORD) =>
    testSource(through(change), password, HOME).then(
      () => 'let in',
      (error: { code?: string }) => error.code,
    );

  it("gives its people page by page when the house's authority is given", async () => {
    const profile = openProfile(join(dir, way));
    profile.add(through());
    expect(await profile.sync(through(), PASSWORD)).toMatchObject({ created: COUNT, entries: COUNT });
    expect(await profile.sync(through(), PASSWORD)).toMatchObject({ created: 0, updated: 0, removed: 0 });
    profile.close();
  });

  it('is not trusted without it, with that of somebody else, or with something that is none', async () => {
    const { authority: _, ...without } = through();
    await expect(testSource(without, PASSWORD, HOME)).rejects.toMatchObject({ code: 'directoryTls' });
    expect(await refused({ authority: strangers })).toBe('directoryTls');
    expect(await refused({ authority: '-----BEGIN CERTIFICATE-----\nrubbish' })).toBe('directoryTls');
  });

  it('is not trusted under a name that its certificate does not have', async () => {
    const { url } = through();
    expect(await refused({ url: url.replace('127.0.0.1', 'localhost') })).toBe('directoryTls');
  });

  it('refuses a wrong password in words that say so', async () => {
    expect(await refused({}, 'wrong')).toBe('directoryRefused');
    expect(await refused({})).toBe('let in');
  });
});

it('a server that knows no StartTLS gets no password in the clear', async () => {
  const plain = await startSlapd(1);
  try {
    const asked = { ...settings, url: plain.url };
    await expect(testSource(asked, PASSWORD, HOME)).rejects.toMatchObject({ code: 'directoryAnswer' });
    expect(await testSource({ ...asked, startTls: false }, PASSWORD, HOME)).toEqual({ entries: 1 });
  } finally {
    await plain.remove();
  }
});
