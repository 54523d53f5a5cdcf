import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contents } from '../../../db/backup/snapshot.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { documentPath } from '../documents/paths.ts';
import { levelsPathOf, recordingPath } from '../recordings/paths.ts';
import { atPlace, type Place } from '../recordings/sound-file.ts';
import { recipientOf } from '../sealing/age.ts';
import { Damaged, openerOf, openFile, sealFile, WrongKey } from '../sealing/age-file.ts';
import { keyIdOf } from '../sealing/keys.ts';
import { complete, copySynced, HALF, isMissing, syncFolder } from './disk.ts';
import type { MakeJob, Watch } from './job.ts';
import { objectName, type Store } from './store.ts';

/** What a backup has of recordings and documents. */
export interface Brought {
  /** Names of the objects. */
  readonly names: readonly string[];
  readonly missing: number;
  readonly bytes: number;
  readonly addedBytes: number;
}

/**
 * Only what the folder does not have; each is read back before it counts. One that is sealed on the disk is copied as it is, under
 * the sign of the key that opens it: nothing is sealed twice.
 *
 * @param making `own`: what opens that which this backup seals
 */
export async function bringRecordings(
  making: { job: MakeJob; store: Store; watch: Watch; own: string },
  { recordings, documents }: Pick<Contents, 'recordings' | 'documents'>,
): Promise<Brought> {
  const { job, store, watch, own } = making;
  const there = await store.objects();
  const keyIds = await Promise.all(job.identities.map(async (each) => keyIdOf(await recipientOf(each))));
  const dir = join(job.dataDir, 'recordings');
  const names: string[] = [];
  let [missing, bytes, addedBytes] = [0, 0, 0];

  async function bring(source: string, what: 'content' | 'levels', sha256: string): Promise<boolean> {
    const nameOf = (keyId: string) => objectName(what, sha256, keyId);
    const known = keyIds.map(nameOf).find((name) => there.has(name));
    const name =
      known ??
      (await atPlace(source, (place) => add(place, nameOf, what === 'content' ? sha256 : undefined)));
    if (name === undefined) return false;
    names.push(name);
    bytes += await store.sizeOf(name);
    return true;
  }

  /** Undefined: it is not what its row says, or no key of ours opens it. */
  async function add(
    { path, sealed }: Place,
    nameOf: (keyId: string) => string,
    sha256: string | undefined,
  ): Promise<string | undefined> {
    const opener = sealed ? await openerOf(path, job.identities) : own;
    if (opener === undefined) return undefined;
    const name = nameOf(sealed ? keyIdOf(await recipientOf(opener)) : job.key.id);
    const half = `${store.objectPath(name)}${HALF}`;
    await store.shelf(name);
    try {
      const written = sealed
        ? await copySynced(path, half)
        : await sealFile(path, half, [job.key.recipient, job.key.paper], watch.goOn);
      const read = await openFile(half, undefined, [opener], watch.goOn).catch((error: unknown) => {
        // As it lies on the disk it is damaged; what we have just sealed must come back.
        if (sealed && error instanceof Damaged) return undefined;
        throw error instanceof Damaged || error instanceof WrongKey
          ? new Failure('backupDamaged', {}, { cause: error })
          : error;
      });
      if (read === undefined || (sha256 !== undefined && read.sha256 !== sha256)) return undefined;
      if (written && written.sha256 !== read.sha256) throw new Failure('backupDamaged');
      await complete(half, store.objectPath(name));
      addedBytes += await store.sizeOf(name);
      there.add(name);
      return name;
    } catch (error) {
      // It is not the recording that is not there.
      if (isMissing(error) && existsSync(path))
        throw new Failure('backupFolder', { folder: job.store }, { cause: error });
      throw error;
    } finally {
      await rm(half, { force: true });
    }
  }

  for (const [n, recording] of recordings.entries()) {
    watch.goOn();
    watch.progress({ step: 'recordings', share: n / recordings.length });
    const source = recordingPath(dir, recording);
    if (!(await bring(source, 'content', recording.sha256))) missing += 1;
    else await bring(levelsPathOf(source), 'levels', recording.sha256);
  }
  for (const sha256 of documents) {
    watch.goOn();
    const source = documentPath(join(job.dataDir, 'documents'), sha256);
    if (!(await bring(source, 'content', sha256))) missing += 1;
  }
  await syncFolder(job.store);
  return { names, missing, bytes, addedBytes };
}
