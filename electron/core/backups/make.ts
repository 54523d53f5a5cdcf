import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentsOf, copySnapshot, isWhole } from '../../../db/backup/snapshot.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { dayIn } from '../results/days.ts';
import { recipientOf } from '../sealing/age.ts';
import { Damaged, openFile, sealFile, WrongKey } from '../sealing/age-file.ts';
import { complete, HALF, writeWhole } from './disk.ts';
import { type MakeJob, MESSAGE_FILES, type Watch, WORK_FOLDER } from './job.ts';
import { bringRecordings } from './seal-recordings.ts';
import { type About, BASE_FILE, openStore, RING_FILE, type Store } from './store.ts';

/**
 * Makes one backup: the base as of one moment, the recordings that the folder does not have yet. It gets its name only after it
 * was read back and said the same; whatever ends the work before leaves a half that the next one throws away. Plain copies
 * lie in the profile's folder alone, which holds the same in plain anyway.
 *
 * @throws Failure `diskFull` and its like, `sealKeyLost`, `backupDamaged` when it does not read back; Cancelled
 */
export async function makeBackup(job: MakeJob, watch: Watch): Promise<About> {
  const store = openStore(job.store);
  const work = join(job.dataDir, WORK_FOLDER);
  const id = `${new Date(job.at).toISOString().replaceAll(/[:.]/g, '-')}`;
  const half = `${store.baseDir(id)}${HALF}`;
  try {
    await rm(work, { recursive: true, force: true });
    await mkdir(work, { recursive: true, mode: 0o700 });
    await store.make();
    await store.sweep();
    await mkdir(half, { mode: 0o700 });
    const about = await fill({ job, store, watch, work, half, id });
    await rm(work, { recursive: true, force: true });
    watch.goOn();
    await writeWhole(join(half, 'about.json'), JSON.stringify(about, undefined, 2));
    await complete(half, store.baseDir(id));
    await store.prune(job.keep, dayIn(job.zone));
    return about;
  } catch (error) {
    // What cannot be removed now (the share is gone) is swept by the next one.
    await rm(half, { recursive: true, force: true }).catch(() => {});
    await rm(work, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
}

interface Making {
  readonly job: MakeJob;
  readonly store: Store;
  readonly watch: Watch;
  readonly work: string;
  readonly half: string;
  readonly id: string;
}

async function fill({ job, store, watch, work, half, id }: Making): Promise<About> {
  const own = await ownIdentity(job);
  const { id: keyId, recipient, paper, ring } = job.key;
  const recipients = [recipient, paper];
  const copy = join(work, 'base.db');
  const fingerprint = await copySnapshot(job.databaseFile, copy, {
    onStep(share) {
      watch.goOn();
      watch.progress({ step: 'copying', share });
    },
  });
  const contents = contentsOf(copy);
  const size = (await stat(copy)).size;
  const sealing = watching(watch, 'sealing', size);
  const base = await sealFile(copy, join(half, BASE_FILE), recipients, sealing);
  await writeWhole(join(half, RING_FILE), ring);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });

  for (const name of MESSAGE_FILES) {
    const message = join(job.dataDir, name);
    if (existsSync(message)) await sealFile(message, join(half, `${name}.age`), recipients);
  }

  const brought = await bringRecordings({ job, store, watch, own }, contents);
  await writeWhole(join(half, 'recordings.txt'), brought.names.map((name) => `${name}\n`).join(''));

  const back = join(work, 'base.db');
  const checking = watching(watch, 'checking', size);
  const read = await openFile(join(half, BASE_FILE), back, [own], checking).catch((error: unknown) => {
    throw error instanceof Damaged || error instanceof WrongKey ? new Failure('backupDamaged') : error;
  });
  if (read.sha256 !== base.sha256 || !isWhole(back, fingerprint, watch.goOn))
    throw new Failure('backupDamaged');

  return {
    format: 1,
    id,
    at: job.at,
    version: job.version,
    schemaVersion: contents.schemaVersion,
    key: { id: keyId, recipient, paper },
    fingerprint,
    contacts: contents.contacts,
    calls: contents.calls,
    recordings: contents.recordings.length,
    missing: brought.missing,
    bytes: base.sealedBytes + brought.bytes,
    addedBytes: base.sealedBytes + brought.addedBytes,
  };
}

/** What opens that which is sealed now. @throws Failure `sealKeyLost`: it could not be read back */
async function ownIdentity({ key, identities }: MakeJob): Promise<string> {
  for (const identity of identities) if ((await recipientOf(identity)) === key.recipient) return identity;
  throw new Failure('sealKeyLost');
}

/** What is done of it towards the size of the whole. */
function watching(watch: Watch, step: 'sealing' | 'checking', bytes: number): (done: number) => void {
  return (done) => {
    watch.goOn();
    watch.progress({ step, share: Math.min(1, done / Math.max(1, bytes)) });
  };
}
