import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contentsOf, isWhole, putSetting, settingOf } from '../../../db/backup/snapshot.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { Damaged, openFile, WrongKey } from '../sealing/age-file.ts';
import { KEYS_KEY, KeptKeys } from '../sealing/keys.ts';
import { isMissing, writeWhole } from './disk.ts';
import { MESSAGE_FILES, type RestoreJob, STAGED_FOLDER, type Watch } from './job.ts';
import { bringBack } from './restore-recordings.ts';
import { dropStaged, READY_FILE } from './staged.ts';
import { BASE_FILE, openStore } from './store.ts';

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
    // There also when they stay empty: what belongs to the present base goes aside with it.
    for (const name of ['recordings', 'documents'])
      await mkdir(join(staged, name), { recursive: true, mode: 0o700 });
    const base = join(staged, 'ringdesk.db');
    watch.progress({ step: 'copying', share: 0 });
    const { identities } = job;
    await openFile(join(store.baseDir(job.id), BASE_FILE), base, identities, watch.goOn).catch(refused);
    watch.progress({ step: 'checking', share: 0 });
    if (!isWhole(base, about.fingerprint, watch.goOn)) throw new Failure('backupDamaged');

    for (const name of MESSAGE_FILES) {
      const message = join(store.baseDir(job.id), `${name}.age`);
      if (existsSync(message))
        await openFile(message, join(staged, name), identities, watch.goOn).catch(refused);
    }

    const missing = await bringBack(job, base, contentsOf(base), watch);
    keepIdentities(base, job);
    const ready: Staged = { id: job.id, at: about.at, stagedAt: job.at, missing };
    watch.goOn();
    await writeWhole(join(staged, READY_FILE), JSON.stringify(ready));
    return ready;
  } catch (error) {
    dropStaged(job.dataDir);
    throw error;
  }
}

/** Another machine's keychain sealed the secrets that are in the base; from now on this one's has them. */
function keepIdentities(base: string, job: RestoreJob): void {
  const kept = KeptKeys.safeParse(settingOf(base, KEYS_KEY));
  if (!kept.success || kept.data.ref === null) return;
  putSetting(base, `secret:${kept.data.ref}`, job.sealedIdentities, job.at);
}

function refused(error: unknown): never {
  if (error instanceof WrongKey) throw new Failure('backupKeyWrong', {}, { cause: error });
  if (error instanceof Damaged) throw new Failure('backupDamaged', {}, { cause: error });
  throw isMissing(error) ? new Failure('backupGone', {}, { cause: error }) : error;
}
