// Microsoft's names on Debian's slapd, under the choice "Active Directory" of the screen.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { ACTIVE_DIRECTORY } from '../../shared/domain/directory/ldap-server.ts';
import { openProfile, type Profile } from './support/profile.ts';
import { BASE, ldapModify, PASSWORD, READER, startSlapd } from './support/servers.ts';

/** Bit 2 of the flags: who has left. */
const ENABLED = 512;
const DISABLED = 514;

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
/** Bytes that are no text, and that a filter must escape. */
const guid = (n: number) =>
  base64(Uint8Array.from([0x28, 0x2a, 0x29, 0x5c, 0x00, 0xff, n, ...Array(9).fill(0x80)]));
const dn = (cn: string) => `cn=${cn},ou=people,${BASE}`;

const account = (n: number, kind: 'user' | 'computer', cn: string, flags: number, ...lines: string[]) =>
  [
    `dn: ${dn(cn)}`,
    `objectClass: ${kind}`,
    'objectClass: activePerson',
    `cn: ${cn}`,
    `sn: ${cn}`,
    'instanceType: 4',
    'nTSecurityDescriptor: none',
    `objectCategory: cn=person,${BASE}`,
    `objectGUID:: ${guid(n)}`,
    `userAccountControl: ${flags}`,
    `uSNChanged: ${1000 + n}`,
    ...lines,
    '',
  ].join('\n');

const ANNA = account(
  1,
  'user',
  'petrova',
  ENABLED,
  'sAMAccountName: a.petrova',
  `displayName:: ${base64('Петрова Анна')}`,
  `company:: ${base64('ООО «Ромашка»')}`,
  `title:: ${base64('Бухгалтер')}`,
  'description: Account of the accounting',
  'mail: a.petrova@example.org',
  'telephoneNumber: +7 (495) 123-45-67',
  'otherTelephone: +7 (495) 123-45-68',
  'mobile: 8 916 123-45-67',
  'homePhone: +7 495 765-43-21',
  'facsimileTelephoneNumber: +7 495 123-45-00',
  'ipPhone: 4711',
);

let server: Awaited<ReturnType<typeof startSlapd>>;
let settings: DirectorySettings;
let dir: string;
let profile: Profile;

beforeAll(async () => {
  server = await startSlapd(0, {
    activeDirectory: [
      ANNA,
      account(2, 'user', 'orlov', ENABLED, 'sAMAccountName: orlov', 'mobile: +79161234568'),
      account(3, 'user', 'gone', DISABLED, 'mobile: +79161234569'),
      account(4, 'computer', 'PC-0001', ENABLED, 'telephoneNumber: +79161234570'),
    ],
  });
  settings = {
    kind: 'ldap',
    url: server.url,
    startTls: false,
    login: READER,
    base: BASE,
    filter: ACTIVE_DIRECTORY.filter,
    attributes: { ...ACTIVE_DIRECTORY.attributes },
  };
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-active-directory-'));
  profile = openProfile(dir);
  profile.add(settings);
});
afterAll(async () => {
  profile.close();
  await server.remove();
  rmSync(dir, { recursive: true, force: true });
});

const sync = () => profile.sync(settings, PASSWORD);
const anna = () =>
  profile.people().find(({ emails }) => emails.some(({ address }) => address === 'a.petrova@example.org'));

it('gives people by its own names of attributes, and neither computers nor who has left', async () => {
  expect(await sync()).toMatchObject({ created: 2, entries: 2, unread: 0 });
  expect(profile.names()).toEqual(['orlov', 'Петрова Анна']);
  expect(anna()).toMatchObject({ organisationName: 'ООО «Ромашка»', role: 'Бухгалтер', about: '' });
  expect(anna()?.phones.map(({ e164, raw, label }) => [e164 ?? raw, label])).toEqual([
    ['+74951234567', 'work'],
    ['+74951234568', 'work'],
    ['+79161234567', 'mobile'],
    ['+74957654321', 'home'],
    ['4711', 'other'],
    ['+74951234500', 'fax'],
  ]);
});

it('tells what changed by uSNChanged, and who is who by objectGUID, under another name too', async () => {
  const id = anna()?.id;
  ldapModify(
    server.url,
    `dn: ${dn('petrova')}\nchangetype: modify\nreplace: title\ntitle: Chief\n-\nreplace: uSNChanged\nuSNChanged: 2001\n`,
  );
  ldapModify(server.url, `dn: ${dn('petrova')}\nchangetype: modrdn\nnewrdn: cn=ivanova\ndeleteoldrdn: 1\n`);
  expect(await sync()).toMatchObject({ created: 0, updated: 1, removed: 0 });
  expect(anna()).toMatchObject({ id, role: 'Chief' });
  // Without a new number it is not read again.
  expect(await sync()).toMatchObject({ created: 0, updated: 0, removed: 0 });
});

it('lets go of whose account was disabled', async () => {
  ldapModify(
    server.url,
    `dn: ${dn('orlov')}\nchangetype: modify\nreplace: userAccountControl\nuserAccountControl: ${DISABLED}\n`,
  );
  expect(await sync()).toMatchObject({ removed: 1, entries: 1 });
  expect(profile.names()).toEqual(['Петрова Анна']);
  expect(checkIntegrity(join(dir, 'ringdesk.db')).troubles).toEqual([]);
});
