import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  contentsOf,
  isWhole,
  putSetting,
  type RecordingFile,
  settingOf,
} from '../../../db/backup/snapshot.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { levelsPathOf, recordingPath } from '../recordings/paths.ts';
import { isMissing, writeWhole } from './disk.ts';
import { MESSAGE_FILE, type RestoreJob, STAGED_FOLDER, type Watch } from './job.ts';
import { Kept, SETTINGS_KEY } from './kept.ts';
import { keyIdOf, unsealFile } from './sealed-file.ts';
import { dropStaged, READY_FILE } from './staged.ts';
import { levelsName, objectName, openStore } from './store.ts';

/** What lies ready for the next start. */
export interface Staged {
  readonly id: string;
  /** The moment that it shows, UTC ms. */
  readonly at: number;
  /** Since when it lies there, UTC ms. */
  readonly stagedAt: number;
  /** Recordings that neither the backup nor this machine has. */
  readonly missing: number;
}

/**
 * Brings a backup into a folder of its own inside of the profile, checked to the last byte. Nothing of the present profile changes:
 * the next start puts it into its place (`staged.ts`).
 *
 * @throws Failure `backupGone`, `backupKeyWrong`, `backupDamaged`, `diskFull` and its like; Cancelled
 */
export async function stageRestore(job: RestoreJob, watch: Watch): Promise<Staged> {
  const staged = join(job.dataDir, STAGED_FOLDER);
  const store = openStore(job.store);
  dropStaged(job.dataDir);
  try {
    const about = await store.read(job.id);
    if (about === undefined) throw new Failure('backupGone');
    // There also when it stays empty: the recordings of the present base go aside with it.
    await mkdir(join(staged, 'recordings'), { recursive: true, mode: 0o700 });
    const base = join(staged, 'ringdesk.db');
    watch.progress({ step: 'copying', share: 0 });
    await unsealFile(join(store.baseDir(job.id), 'base.sealed'), base, job.key, watch.goOn).catch(gone);
    watch.progress({ step: 'checking', share: 0 });
    if (!isWhole(base, about.fingerprint, watch.goOn)) throw new Failure('backupDamaged');

    const message = join(store.baseDir(job.id), 'message.sealed');
    if (existsSync(message)) await unsealFile(message, join(staged, MESSAGE_FILE), job.key, watch.goOn);

    const missing = await bringRecordings(job, contentsOf(base).recordings, staged, watch);
    sealKeyAnew(base, job);
    const ready: Staged = { id: job.id, at: about.at, stagedAt: job.at, missing };
    watch.goOn();
    await writeWhole(join(staged, READY_FILE), JSON.stringify(ready));
    return ready;
  } catch (error) {
    dropStaged(job.dataDir);
    throw error;
  }
}

async function bringRecordings(
  job: RestoreJob,
  recordings: readonly RecordingFile[],
  staged: string,
  watch: Watch,
): Promise<number> {
  const store = openStore(job.store);
  const keyId = keyIdOf(job.key);
  let missing = 0;
  for (const [n, recording] of recordings.entries()) {
    watch.goOn();
    watch.progress({ step: 'recordings', share: n / recordings.length });
    const target = recordingPath(join(staged, 'recordings'), recording);
    const present = recordingPath(join(job.dataDir, 'recordings'), recording);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    if (await isFile(present, recording.sha256)) {
      await linkOrCopy(present, target);
      if (existsSync(levelsPathOf(present))) await linkOrCopy(levelsPathOf(present), levelsPathOf(target));
      continue;
    }
    if (!(await unsealed(store.objectPath(objectName(recording.sha256, keyId)), target, recording.sha256)))
      missing += 1;
    else await unsealed(store.objectPath(levelsName(recording.sha256, keyId)), levelsPathOf(target));
  }
  return missing;

  /** False: the backup does not have it (it was erased there), or it is damaged; the others are not lost for it. */
  async function unsealed(source: string, target: string, sha256?: string): Promise<boolean> {
    if (!existsSync(source)) return false;
    try {
      const read = await unsealFile(source, target, job.key, watch.goOn);
      if (sha256 === undefined || read.sha256 === sha256) return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
    await rm(target, { force: true });
    return false;
  }
}

/** Another machine's keychain sealed the key that is in the base; from now on this one's does. */
function sealKeyAnew(base: string, job: RestoreJob): void {
  const kept = Kept.safeParse(settingOf(base, SETTINGS_KEY));
  if (!kept.success || kept.data.key?.id !== keyIdOf(job.key)) return;
  putSetting(base, `secret:${kept.data.key.ref}`, job.sealedKey, job.at);
}

async function isFile(path: string, sha256: string): Promise<boolean> {
  try {
    return (
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex') === sha256
    );
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** One file with two names costs nothing, and a recording is never written to again. */
async function linkOrCopy(source: string, target: string): Promise<void> {
  await link(source, target).catch(() => copyFile(source, target));
}

function gone(error: unknown): never {
  throw isMissing(error) ? new Failure('backupGone', {}, { cause: error }) : error;
}
