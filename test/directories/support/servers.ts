// Debian's own servers, each a child of the test on a loopback port with all its files under one temporary folder.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from './certificate.ts';

export const LOGIN = 'anna';
export const PASSWORD = 'correct horse';
export const BASE = 'dc=example,dc=org';
export const READER = `cn=reader,${BASE}`;

export interface Server {
  readonly port: number;
  readonly dir: string;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  remove(): Promise<void>;
}

/** A CardDAV server with one address book, `…/anna/book/`. */
export async function startRadicale(): Promise<Server & { readonly url: string; readonly book: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-radicale-'));
  const port = await freePort();
  writeFileSync(join(dir, 'users'), `${LOGIN}:${PASSWORD}\n`);
  writeFileSync(
    join(dir, 'config'),
    `[server]
hosts = 127.0.0.1:${port}
[auth]
type = htpasswd
htpasswd_filename = ${join(dir, 'users')}
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = ${join(dir, 'store')}
[logging]
level = warning
`,
  );
  const server = childServer({
    dir,
    port,
    command: () => ['/usr/bin/radicale', ['--config', join(dir, 'config')]],
  });
  await server.start();
  const url = `http://127.0.0.1:${port}`;
  const book = `${url}/${LOGIN}/book/`;
  const made = await fetch(book, {
    method: 'MKCOL',
    headers: { authorization: AUTH, 'content-type': 'text/xml' },
    body: `<?xml version="1.0"?><create xmlns="DAV:" xmlns:CR="urn:ietf:params:xml:ns:carddav"><set><prop>
      <resourcetype><collection /><CR:addressbook /></resourcetype><displayname>People</displayname></prop></set></create>`,
  });
  if (made.status !== 201) throw new Error(`radicale made no address book: ${made.status}`);
  return { ...server, url, book };
}

const AUTH = `Basic ${Buffer.from(`${LOGIN}:${PASSWORD}`).toString('base64')}`;

/** Somebody else at the address book. */
export const dav = (method: string, url: string, body?: string) =>
  fetch(url, {
    method,
    headers: { authorization: AUTH, ...(body ? { 'content-type': 'text/vcard; charset=utf-8' } : {}) },
    ...(body ? { body } : {}),
  });

interface SlapdOptions {
  /** Then it answers to `ldaps://` as well, and to StartTLS. */
  readonly certificate?: Certificate;
  /** Microsoft's schema instead of the usual one, and these entries (LDIF) instead of the usual people. */
  readonly activeDirectory?: readonly string[];
}

/** An LDAP server with `count` people, that gives a reader at most 500 at once. */
export async function startSlapd(
  count: number,
  { certificate, activeDirectory }: SlapdOptions = {},
): Promise<Server & { readonly url: string; readonly secureUrl: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-slapd-'));
  const port = await freePort();
  const securePort = await freePort();
  mkdirSync(join(dir, 'data'));
  // The system's own slapd may be fenced in by AppArmor to /var/lib/ldap, by the path of its program.
  const program = join(dir, 'slapd');
  copyFileSync('/usr/sbin/slapd', program);
  writeFileSync(
    join(dir, 'slapd.conf'),
    `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
${activeDirectory ? activeDirectorySchema(dir) : ''}
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${join(dir, 'slapd.pid')}
argsfile ${join(dir, 'slapd.args')}
${certificate ? `TLSCertificateFile ${certificate.file}\nTLSCertificateKeyFile ${certificate.keyFile}` : ''}
database mdb
maxsize 268435456
suffix "${BASE}"
rootdn "cn=admin,${BASE}"
rootpw admin
directory ${join(dir, 'data')}
dbnosync
index objectClass,entryUUID eq
limits dn.exact="${READER}" size.soft=500 size.hard=500 size.pr=300 size.prtotal=unlimited
${activeDirectory ? 'access to attrs=entryUUID,entryCSN,modifyTimestamp by * none' : ''}
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${READER}" read by * none
`,
  );
  const people = activeDirectory ?? Array.from({ length: count }, (_, n) => personLdif(n));
  writeFileSync(join(dir, 'people.ldif'), [...HOUSE, ...people].join('\n'));
  const added = spawnSync(program, [
    '-Tadd',
    '-q',
    '-f',
    join(dir, 'slapd.conf'),
    '-l',
    join(dir, 'people.ldif'),
  ]);
  if (added.status !== 0) throw new Error(`slapadd: ${added.stderr}`);
  const url = `ldap://127.0.0.1:${port}`;
  const secureUrl = `ldaps://127.0.0.1:${securePort}`;
  const at = certificate ? `${url} ${secureUrl}` : url;
  const server = childServer({
    dir,
    port,
    command: () => [program, ['-f', join(dir, 'slapd.conf'), '-h', at, '-d', '0']],
  });
  await server.start();
  return { ...server, url, secureUrl };
}

export const dnOf = (n: number): string => `uid=p${n},ou=people,${BASE}`;
/** As a person of the people's list is written in LDIF; each has a number of their own. */
export const personLdif = (n: number): string => `dn: ${dnOf(n)}
objectClass: inetOrgPerson
uid: p${n}
cn: Person ${n}
sn: ${n}
displayName: Anna Person${n}
mail: p${n}@example.org
mobile: +7 916 ${String(1_000_000 + n)}
title: Clerk
o: Example Ltd
`;

const HOUSE = [
  `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Example\ndc: example\n`,
  `dn: ou=people,${BASE}\nobjectClass: organizationalUnit\nou: people\n`,
  `dn: ${READER}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${PASSWORD}\n`,
];

/**
 * Debian's copy of Microsoft's schema, with what it leaves out: how a GUID and the flags of an account are compared, and the
 * attributes that Microsoft added to `organizationalPerson` itself.
 */
function activeDirectorySchema(dir: string): string {
  const file = join(dir, 'msuser.schema');
  const schema = readFileSync('/etc/ldap/schema/msuser.schema', 'utf8');
  const compared = (text: string, name: string, rule: string) =>
    text.replace(`NAME '${name}'\n`, `NAME '${name}'\n\tEQUALITY ${rule}\n`);
  writeFileSync(
    file,
    compared(compared(schema, 'objectGUID', 'octetStringMatch'), 'userAccountControl', 'integerMatch'),
  );
  return `include /etc/ldap/schema/nis.schema
include ${file}
objectclass ( 1.3.6.1.4.1.32473.1 NAME 'activePerson' SUP top AUXILIARY
  MAY ( sAMAccountName $ company $ department $ info $ ipPhone $ otherTelephone $ otherMobile $ otherHomePhone ) )`;
}

/** Changes the LDAP server as its administrator. */
export function ldapModify(url: string, changes: string): void {
  const done = spawnSync('ldapmodify', ['-x', '-H', url, '-D', `cn=admin,${BASE}`, '-w', 'admin'], {
    input: changes,
  });
  if (done.status !== 0) throw new Error(`ldapmodify: ${done.stderr}`);
}

function childServer(options: { dir: string; port: number; command: () => [string, string[]] }): Server {
  const { dir, port } = options;
  let child: ChildProcess | undefined;
  let said = '';

  async function stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  }

  return {
    port,
    dir,
    async start() {
      const [program, args] = options.command();
      child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr?.on('data', (chunk) => {
        said = (said + chunk).slice(-4000);
      });
      let failed: Error | undefined;
      child.on('error', (error) => {
        failed = error;
      });
      for (let tries = 0; tries < 300; tries++) {
        if (failed)
          throw new Error(`${program} is not on this machine; npm test installs it`, { cause: failed });
        if (await answers(port)) return;
        await sleep(50);
      }
      throw new Error(`${program} does not answer: ${said}`);
    },
    stop,
    async remove() {
      await stop('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
