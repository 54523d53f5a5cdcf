import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentsOf, copySnapshot, isWhole, type RecordingFile } from '../../../db/backup/snapshot.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { levelsPathOf, recordingPath } from '../recordings/paths.ts';
import { dayIn } from '../results/days.ts';
import { complete, HALF, isMissing, syncFolder, writeWhole } from './disk.ts';
import { type MakeJob, MESSAGE_FILE, type Watch, WORK_FOLDER } from './job.ts';
import { keyIdOf, sealFile, unsealFile } from './sealed-file.ts';
import { type About, levelsName, objectName, openStore, type Store } from './store.ts';

/**
 * Makes one backup: the base as of one moment, the recordings that the folder does not have yet. It gets its name only after it
 * was read back and said the same; whatever ends the work before leaves a half that the next one throws away. Plain copies
 * lie in the profile's folder alone, which holds the same in plain anyway.
 *
 * @throws Failure `diskFull` and its like, `backupDamaged` when it does not read back; Cancelled
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
  const base = await sealFile(copy, join(half, 'base.sealed'), job.key, sealing);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { mode: 0o700 });

  const message = join(job.dataDir, MESSAGE_FILE);
  if (existsSync(message)) await sealFile(message, join(half, 'message.sealed'), job.key);

  const brought = await bringRecordings({ job, store, watch }, contents.recordings);
  await writeWhole(join(half, 'recordings.txt'), brought.names.map((name) => `${name}\n`).join(''));

  const back = join(work, 'base.db');
  const read = await unsealFile(join(half, 'base.sealed'), back, job.key, watching(watch, 'checking', size));
  if (read.sha256 !== base.sha256 || !isWhole(back, fingerprint, watch.goOn))
    throw new Failure('backupDamaged');

  return {
    format: 1,
    id,
    at: job.at,
    version: job.version,
    schemaVersion: contents.schemaVersion,
    keyId: keyIdOf(job.key),
    fingerprint,
    contacts: contents.contacts,
    calls: contents.calls,
    recordings: contents.recordings.length,
    missing: brought.missing,
    bytes: base.sealedBytes + brought.bytes,
    addedBytes: base.sealedBytes + brought.addedBytes,
  };
}

/** Only what the folder does not have; each is read back before it counts. */
async function bringRecordings(
  { job, store, watch }: Pick<Making, 'job' | 'store' | 'watch'>,
  recordings: readonly RecordingFile[],
) {
  const there = await store.objects();
  const keyId = keyIdOf(job.key);
  const dir = join(job.dataDir, 'recordings');
  const names: string[] = [];
  let [missing, bytes, addedBytes] = [0, 0, 0];

  async function bring(source: string, name: string, sha256?: string): Promise<boolean> {
    if (!there.has(name)) {
      const half = `${store.objectPath(name)}${HALF}`;
      await store.shelf(name);
      try {
        const sealed = await sealFile(source, half, job.key, watch.goOn);
        if (sha256 !== undefined && sealed.sha256 !== sha256) return false;
        if ((await unsealFile(half, undefined, job.key, watch.goOn)).sha256 !== sealed.sha256)
          throw new Failure('backupDamaged');
        await complete(half, store.objectPath(name));
        addedBytes += sealed.sealedBytes;
        there.add(name);
      } catch (error) {
        if (isMissing(error) && !existsSync(source)) return false;
        throw error;
      } finally {
        await rm(half, { force: true });
      }
    }
    names.push(name);
    bytes += await store.sizeOf(name);
    return true;
  }

  for (const [n, recording] of recordings.entries()) {
    watch.goOn();
    watch.progress({ step: 'recordings', share: n / recordings.length });
    const source = recordingPath(dir, recording);
    const known = await bring(source, objectName(recording.sha256, keyId), recording.sha256);
    if (!known) missing += 1;
    else if (existsSync(levelsPathOf(source)))
      await bring(levelsPathOf(source), levelsName(recording.sha256, keyId));
  }
  await syncFolder(job.store);
  return { names, missing, bytes, addedBytes };
}

/** Counts chunks of 64 KiB towards the size of the whole. */
function watching(watch: Watch, step: 'sealing' | 'checking', bytes: number): () => void {
  let done = 0;
  return () => {
    watch.goOn();
    done += 65_536;
    watch.progress({ step, share: Math.min(1, done / Math.max(1, bytes)) });
  };
}
