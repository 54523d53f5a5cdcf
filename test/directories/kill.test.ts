import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIntegrity } from '../../db/integrity.ts';
import { HOME } from '../../db/testing.ts';
import { testSource } from '../../electron/core/directories/open-source.ts';
import type { DirectorySettings } from '../../shared/contract/directories.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { DIRECTORY, openProfile } from './support/profile.ts';
import { dav, LOGIN, PASSWORD, startRadicale } from './support/servers.ts';

const THERE = 150;
const HERE = 60;

let server: Awaited<ReturnType<typeof startRadicale>>;
let dataDir: string;
let victims: Bundle;

beforeAll(async () => {
  [server, victims] = await Promise.all([startRadicale(), bundle(join(import.meta.dirname, 'victim.ts'))]);
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-directory-kill-'));
});
afterAll(async () => {
  await server.remove();
  victims.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const card = (n: number) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u${n}\r\nFN:Person ${n}\r\nTEL:+7916${1_000_000 + n}\r\nEND:VCARD\r\n`;

/** How far it is: links here, and cards there. Each contact that is linked is linked once. */
function state(): { links: number; people: number } {
  const { directories, contacts, db, close } = openProfile(dataDir);
  const links = directories.countLinks(DIRECTORY);
  const once_ = db.sqlite.prepare('select count(distinct contact_id) from directory_links').pluck().get();
  expect(once_).toBe(links);
  const people = contacts.count();
  close();
  expect(checkIntegrity(join(dataDir, 'ringdesk.db')).troubles).toEqual([]);
  return { links, people };
}

it('killed at twenty points of a run, it goes on, makes nobody twice here and nobody twice there', async () => {
  const settings: DirectorySettings = { kind: 'carddav', url: server.book, login: LOGIN };
  for (let n = 0; n < THERE; n++) await dav('PUT', `${server.book}u${n}.vcf`, card(n));
  const first = openProfile(dataDir);
  first.add(settings, { twoWay: true, pushTag: 'book' });
  for (let n = 0; n < HERE; n++) {
    first.create({
      kind: 'person',
      name: `Customer ${n}`,
      phones: [{ number: `+7495${1_000_000 + n}` }],
      tags: ['book'],
    });
  }
  first.close();

  const seen = new Set<string>();
  for (let point = 0; point < 20; point++) {
    const victim = fork(victims.program, [dataDir, JSON.stringify(settings), PASSWORD], { execArgv: [] });
    // At another step of its work each time, and somewhere in the midst of the next one.
    let steps = 0;
    victim.on('message', () => {
      steps++;
      if (steps === 1 + (point % 9)) victim.kill('SIGKILL');
    });
    await once(victim, 'exit');
    const { links, people } = state();
    seen.add(`${links}/${people}`);
    expect(people).toBeLessThanOrEqual(THERE + HERE);
  }
  // It was killed in its work, and not before or after all of it.
  expect(seen.size).toBeGreaterThan(4);

  const last = openProfile(dataDir);
  await last.sync(settings, PASSWORD);
  expect(await last.sync(settings, PASSWORD)).toMatchObject({
    created: 0,
    linked: 0,
    updated: 0,
    written: 0,
  });
  last.close();
  expect(state()).toEqual({ links: THERE + HERE, people: THERE + HERE });
  expect(await testSource(settings, PASSWORD, HOME)).toEqual({ entries: THERE + HERE });
}, 300_000);
