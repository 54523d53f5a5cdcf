import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  type Dirent,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contentFingerprint } from '../../db/backup/fingerprint.ts';
import { checkIntegrity } from '../../db/integrity.ts';
import { draft } from '../../db/testing.ts';
import { storeIn } from '../../electron/core/backups/folder.ts';
import { type Watch, WORK_FOLDER } from '../../electron/core/backups/job.ts';
import { makeBackup } from '../../electron/core/backups/make.ts';
import { stageRestore } from '../../electron/core/backups/restore.ts';
import { bringStagedIn } from '../../electron/core/backups/staged.ts';
import { openStore } from '../../electron/core/backups/store.ts';
import { Cancelled } from '../../electron/core/host/long-job.ts';
import { type Bundle, bundle } from '../support/bundle.ts';
import { createSmallDisk } from '../support/small-disk.ts';
import { addCustomer, addDocuments, MACHINE, makeJob, openProfile, PROFILE } from './backup-base.ts';

const DAY = 86_400_000;
const quiet: Watch = { progress() {}, goOn() {} };

let dir: string;
let victims: Bundle;
beforeAll(async () => {
  victims = await bundle(join(import.meta.dirname, 'backup-victim.ts'));
}, 60_000);
afterAll(() => victims.remove());

let dataDir: string;
let store: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ringdesk-backups-'));
  dataDir = join(dir, 'profile');
  store = storeIn(join(dir, 'disk'), PROFILE);
  const { db, repos } = openProfile(dataDir);
  db.transaction(() => {
    for (let n = 0; n < 200; n++) addCustomer(repos, dataDir, n, n % 10 === 0);
  });
  db.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function fingerprint(file: string): string {
  const sqlite = new Database(file, { readonly: true });
  try {
    return contentFingerprint(sqlite);
  } finally {
    sqlite.close();
  }
}

const victim = (...more: string[]): ChildProcess =>
  fork(victims.program, [dataDir, store, ...more], { execArgv: [] });
const said = async (child: ChildProcess) => (await once(child, 'message'))[0] as Record<string, number>;

/** Everything below a folder, but for what is only being written. */
const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? (readdirSync(folder, { recursive: true, withFileTypes: true }) as Dirent[])
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

async function restoreInto(target: string, id: string) {
  mkdirSync(target, { recursive: true });
  const job = {
    kind: 'restore',
    dataDir: target,
    store,
    identities: [MACHINE],
    id,
    at: Date.now(),
    sealedIdentities: '',
  } as const;
  const staged = await stageRestore(job, quiet);
  bringStagedIn(target);
  return staged;
}

describe('a backup', () => {
  it('has the documents, each content once, and brings them back on another machine', async () => {
    const { db, repos } = openProfile(dataDir);
    const { id: contactId } = repos.contacts.create(draft({ name: 'Anna' }));
    const path = addDocuments(repos, dataDir, contactId);
    db.close();
    const made = await makeBackup(makeJob(dataDir, store), quiet);
    expect(made.missing).toBe(0);
    const elsewhere = join(dir, 'elsewhere');
    expect(await restoreInto(elsewhere, made.id)).toMatchObject({ missing: 0 });
    expect(readFileSync(join(elsewhere, relative(dataDir, path)), 'utf8')).toBe('an offer');

    // Lost here and there: it is told, and the rest is whole.
    rmSync(path);
    rmSync(join(dir, 'disk'), { recursive: true });
    expect((await makeBackup(makeJob(dataDir, store), quiet)).missing).toBe(1);
  });

  it('made while another process writes is of one moment, and comes back on another machine as it was then', async () => {
    const writer = victim('write');
    await said(writer);
    let written = 0;
    writer.on('message', (message: { written: number }) => {
      written = message.written;
    });
    const before = written;
    const about = await makeBackup(makeJob(dataDir, store), quiet);
    expect(written).toBeGreaterThan(before);
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    const target = join(dir, 'other');
    expect(await restoreInto(target, about.id)).toMatchObject({ id: about.id, missing: 0 });
    const restored = join(target, 'ringdesk.db');
    expect(fingerprint(restored)).toBe(about.fingerprint);
    expect(fingerprint(join(dataDir, 'ringdesk.db'))).not.toBe(about.fingerprint);
    const report = checkIntegrity(restored);
    expect(report.troubles).toEqual([]);
    expect(report.counts).toMatchObject({ contacts: about.contacts, calls: about.calls, recordings: 20 });
    const sounds = (root: string) =>
      filesIn(join(root, 'recordings'))
        .map((path) => [path.slice(root.length), readFileSync(path).toString('base64')])
        .sort();
    expect(sounds(target)).toEqual(sounds(dataDir));
  });

  it('costs the second time only what is new, and nothing in clear leaves the profile', async () => {
    const first = await makeBackup(makeJob(dataDir, store, Date.now() - DAY), quiet);
    const second = await makeBackup(makeJob(dataDir, store), quiet);
    expect(first.addedBytes - second.addedBytes).toBeGreaterThan(20 * 3_000);
    expect((await openStore(store).list()).map(({ id }) => id)).toEqual([second.id, first.id]);
    for (const path of filesIn(store)) expect(readFileSync(path).includes('Anna')).toBe(false);
    expect(existsSync(join(dataDir, WORK_FOLDER))).toBe(false);
  });

  it('that the rule does not keep goes, with the recordings that only it had', async () => {
    await makeBackup(makeJob(dataDir, store, Date.now() - 60 * DAY), quiet);
    const sqlite = new Database(join(dataDir, 'ringdesk.db'));
    sqlite.exec('update recordings set deleted_at = 1 where id = (select min(id) from recordings)');
    sqlite.close();
    const job = { ...makeJob(dataDir, store), keep: { daily: 1, weekly: 0 } };
    const kept = await makeBackup(job, quiet);
    expect((await openStore(store).list()).map(({ id }) => id)).toEqual([kept.id]);
    expect((await openStore(store).objects()).size).toBe(19);
  });

  it('tells of a recording whose file is gone or another, and has the others', async () => {
    const [gone = '', changed = ''] = filesIn(join(dataDir, 'recordings'));
    rmSync(gone);
    writeFileSync(changed, 'not what it was');
    const about = await makeBackup(makeJob(dataDir, store), quiet);
    expect(about).toMatchObject({ recordings: 20, missing: 2 });
    expect(await restoreInto(join(dir, 'other'), about.id)).toMatchObject({ missing: 2 });
  });

  it('given up in the middle leaves nothing', async () => {
    const good = await makeBackup(makeJob(dataDir, store, Date.now() - DAY), quiet);
    const files = filesIn(store).length;
    let left = 10;
    const givesUp: Watch = {
      progress() {},
      goOn() {
        if (left-- === 0) throw new Cancelled();
      },
    };
    await expect(makeBackup(makeJob(dataDir, store), givesUp)).rejects.toThrow(Cancelled);
    expect(filesIn(store)).toHaveLength(files);
    expect((await openStore(store).list()).map(({ id }) => id)).toEqual([good.id]);
  });
});

describe('what ends a backup', () => {
  it('kill -9 at twenty points: the base is untouched, the last good one stays, the half is thrown away', async () => {
    const good = await makeBackup(makeJob(dataDir, store, Date.now() - DAY), quiet);
    const before = fingerprint(join(dataDir, 'ringdesk.db'));
    rmSync(join(store, 'recordings'), { recursive: true });
    const whole = victim();
    let steps = 0;
    whole.on('message', (message: { steps?: number }) => {
      steps = message.steps ?? steps;
    });
    await once(whole, 'exit');
    expect(steps).toBeGreaterThan(20);
    for (const { id } of await openStore(store).list())
      if (id !== good.id) rmSync(openStore(store).baseDir(id), { recursive: true });

    for (let point = 0; point < 20; point++) {
      rmSync(join(store, 'recordings'), { recursive: true, force: true });
      const child = victim();
      const at = 1 + Math.floor((point * (steps - 1)) / 20);
      child.on('message', ({ step }: { step?: number }) => {
        if (step !== undefined && step >= at) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      const whole = await openStore(store).list();
      // A whole one may have been made before the signal came; a half is none.
      for (const { id } of whole)
        expect(existsSync(join(openStore(store).baseDir(id), 'base.age'))).toBe(true);
      expect(whole.map(({ id }) => id)).toContain(good.id);
      for (const { id } of whole)
        if (id !== good.id) rmSync(openStore(store).baseDir(id), { recursive: true });
    }
    expect(fingerprint(join(dataDir, 'ringdesk.db'))).toBe(before);
    expect(checkIntegrity(join(dataDir, 'ringdesk.db')).sound).toBe(true);

    const next = await makeBackup(makeJob(dataDir, store), quiet);
    expect(filesIn(store).filter((path) => path.includes('.part'))).toEqual([]);
    expect(existsSync(join(dataDir, WORK_FOLDER))).toBe(false);
    expect(await restoreInto(join(dir, 'other'), next.id)).toMatchObject({ missing: 0 });
    expect(fingerprint(join(dir, 'other', 'ringdesk.db'))).toBe(before);
    // Twenty processes, each of which takes seconds to start on a busy machine.
  }, 300_000);

  it('a full disk: it is said, nothing is left of it, and the last good one can be brought back', async () => {
    const disk = createSmallDisk(8);
    try {
      store = storeIn(disk.path, PROFILE);
      const good = await makeBackup(makeJob(dataDir, store, Date.now() - DAY), quiet);
      const files = filesIn(store);
      for (const leave of [0, 20_000, 200_000]) {
        disk.fill(leave);
        const refused = makeBackup(makeJob(dataDir, store), quiet);
        await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/ENOSPC|diskFull/) });
        expect(filesIn(store)).toEqual(files);
        disk.free();
      }
      expect(await restoreInto(join(dir, 'other'), good.id)).toMatchObject({ missing: 0 });
      expect(fingerprint(join(dir, 'other', 'ringdesk.db'))).toBe(good.fingerprint);
    } finally {
      disk.remove();
    }
  });
});

describe('a restore', () => {
  it('is brought in by the next start, with what was there put aside; one that was cut off is gone on with', async () => {
    const about = await makeBackup(makeJob(dataDir, store), quiet);
    const { db, repos } = openProfile(dataDir);
    addCustomer(repos, dataDir, 5_000, true);
    db.close();
    const present = fingerprint(join(dataDir, 'ringdesk.db'));
    const job = {
      kind: 'restore',
      dataDir,
      store,
      identities: [MACHINE],
      id: about.id,
      at: Date.now(),
      sealedIdentities: '',
    } as const;
    await stageRestore(job, quiet);
    expect(fingerprint(join(dataDir, 'ringdesk.db'))).toBe(present);

    // A start that was cut off when what was there had gone aside, and nothing had come yet.
    const cutOff = join(dataDir, `before-restore-${new Date(job.at).toISOString().replaceAll(/[:.]/g, '-')}`);
    mkdirSync(cutOff);
    renameSync(join(dataDir, 'ringdesk.db'), join(cutOff, 'ringdesk.db'));
    const aside = bringStagedIn(dataDir) ?? '';
    expect(aside).toBe(cutOff);
    expect(fingerprint(join(dataDir, 'ringdesk.db'))).toBe(about.fingerprint);
    expect(fingerprint(join(aside, 'ringdesk.db'))).toBe(present);
    expect(filesIn(join(aside, 'recordings'))).toHaveLength(21);
    expect(filesIn(join(dataDir, 'recordings'))).toHaveLength(20);
    expect(bringStagedIn(dataDir)).toBeUndefined();
    expect(fingerprint(join(dataDir, 'ringdesk.db'))).toBe(about.fingerprint);
  });

  it('of a damaged backup is refused, and nothing has changed', async () => {
    const about = await makeBackup(makeJob(dataDir, store), quiet);
    const path = join(openStore(store).baseDir(about.id), 'base.age');
    const sealed = readFileSync(path);
    sealed[sealed.length - 40] = (sealed[sealed.length - 40] ?? 0) ^ 1;
    writeFileSync(path, sealed);
    const job = {
      kind: 'restore',
      dataDir,
      store,
      identities: [MACHINE],
      id: about.id,
      at: 1,
      sealedIdentities: '',
    } as const;
    await expect(stageRestore(job, quiet)).rejects.toMatchObject({ code: 'backupDamaged' });
    expect(bringStagedIn(dataDir)).toBeUndefined();
    expect(fingerprint(join(dataDir, 'ringdesk.db'))).toBe(about.fingerprint);
  });
});
