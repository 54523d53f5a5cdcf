import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Contents, settingOf } from '../../../db/backup/snapshot.ts';
import { documentPath } from '../documents/paths.ts';
import { levelsPathOf, recordingPath, sealedPathOf } from '../recordings/paths.ts';
import { atPlace, type Place } from '../recordings/sound-file.ts';
import { Damaged, openFile, WrongKey } from '../sealing/age-file.ts';
import { RECORDINGS_KEY, SealedRecordings } from '../sealing/kept.ts';
import { copySynced } from './disk.ts';
import { type RestoreJob, STAGED_FOLDER, type Watch } from './job.ts';
import { openStore } from './store.ts';

/**
 * The recordings and documents of a base that comes back: those that this machine still has as they are, the others from the backup, sealed or not as
 * that base wants it. Each is compared with the checksum of its row.
 *
 * @returns how many neither of them has
 */
export async function bringBack(
  job: RestoreJob,
  base: string,
  { recordings, documents }: Pick<Contents, 'recordings' | 'documents'>,
  watch: Watch,
): Promise<number> {
  const { identities } = job;
  const store = openStore(job.store);
  const sealed = SealedRecordings.parse(settingOf(base, RECORDINGS_KEY) ?? {}).on;
  const objects = new Map(
    (await store.objectsOf(job.id)).map((name) => [name.replace(/\.[^.]+\.age$/, ''), name]),
  );
  let missing = 0;
  for (const [n, recording] of recordings.entries()) {
    watch.goOn();
    watch.progress({ step: 'recordings', share: n / recordings.length });
    const target = recordingPath(join(job.dataDir, STAGED_FOLDER, 'recordings'), recording);
    const present = recordingPath(join(job.dataDir, 'recordings'), recording);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const { sha256 } = recording;
    if (await atPlace(present, (place) => taken(place, target, sha256)))
      await atPlace(levelsPathOf(present), (place) => taken(place, levelsPathOf(target)));
    else if (await brought(sha256, target, sha256)) await brought(`${sha256}.levels`, levelsPathOf(target));
    else missing += 1;
  }
  for (const sha256 of documents) {
    watch.goOn();
    const target = documentPath(join(job.dataDir, STAGED_FOLDER, 'documents'), sha256);
    const present = documentPath(join(job.dataDir, 'documents'), sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    if (await atPlace(present, (place) => taken(place, target, sha256))) continue;
    // Documents lie open on the disk, whatever is done with recordings.
    if (!(await brought(sha256, target, sha256, false))) missing += 1;
  }
  return missing;

  /** One file with two names costs nothing, and a recording is never written to again. */
  async function taken(place: Place, target: string, sha256?: string): Promise<boolean> {
    if (sha256 !== undefined && (await checksumOf(place)) !== sha256) return false;
    const to = place.sealed ? sealedPathOf(target) : target;
    await link(place.path, to).catch(() => copyFile(place.path, to));
    return true;
  }

  async function checksumOf({ path, sealed: isSealed }: Place): Promise<string | undefined> {
    if (isSealed) return (await openFile(path, undefined, identities, watch.goOn).catch(unreadable))?.sha256;
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    return hash.digest('hex');
  }

  /** False: the backup does not have it (it was erased there), or it is damaged; the others are not lost for it. */
  async function brought(
    what: string,
    target: string,
    sha256?: string,
    keptSealed = sealed,
  ): Promise<boolean> {
    const name = objects.get(what);
    if (name === undefined) return false;
    const source = store.objectPath(name);
    const read = await openFile(source, keptSealed ? undefined : target, identities, watch.goOn).catch(
      unreadable,
    );
    if (read === undefined || (sha256 !== undefined && read.sha256 !== sha256)) {
      await rm(target, { force: true });
      return false;
    }
    if (keptSealed) await copySynced(source, sealedPathOf(target));
    return true;
  }
}

/** Damaged, of another key, or not there. */
function unreadable(error: unknown): undefined {
  const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (gone || error instanceof Damaged || error instanceof WrongKey) return undefined;
  throw error;
}
