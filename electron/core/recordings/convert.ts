import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';
import { Damaged, openFile, sealFile, WrongKey } from '../sealing/age-file.ts';
import { convertingOf, sealedPathOf } from './paths.ts';
import { isMissing, syncFolder } from './sound-file.ts';

export interface ConvertJob {
  /** The folder of the recordings. */
  readonly dir: string;
  /** Into sealed files, or back. */
  readonly seal: boolean;
  readonly recipients: readonly string[];
  readonly identities: readonly string[];
}

export interface ConvertWatch {
  /** May throw to give up. */
  goOn(): void;
  done(files: number, of: number): void;
}

export interface ConvertProgress {
  /** Files. */
  readonly done: number;
  readonly of: number;
}

export interface Converted {
  readonly files: number;
  /** Files that were left as they are: damaged, or sealed by another key. */
  readonly left: number;
}

const KINDS = ['.webm', '.webm.levels'];

/**
 * Brings all files below a folder into the one form or the other. Each is written aside, synced, read back and compared, then
 * gets its name, and only after that its other form goes: a kill at any moment leaves one that is whole, or both, and the next
 * run goes on. Spools are let be: their talks end sealed or not as it is then.
 *
 * @throws Failure `diskFull` and its like; what `goOn` throws
 */
export async function convert(job: ConvertJob, watch: ConvertWatch): Promise<Converted> {
  const paths = await filesToConvert(job, watch);
  let [files, left] = [0, 0];
  watch.done(0, paths.length);
  for (const path of paths) {
    watch.goOn();
    try {
      if (job.seal) await sealOne(path, job, watch);
      else await openOne(path, job, watch);
      files += 1;
    } catch (error) {
      if (error instanceof WrongKey || error instanceof Damaged) left += 1;
      // Erased meanwhile.
      else if (!isMissing(error)) throw error;
    }
    watch.done(files + left, paths.length);
  }
  return { files, left };
}

async function sealOne(
  path: string,
  { recipients, identities }: ConvertJob,
  watch: ConvertWatch,
): Promise<void> {
  const target = sealedPathOf(path);
  const aside = convertingOf(target);
  try {
    const written = await sealFile(path, aside, recipients, watch.goOn);
    const read = await openFile(aside, undefined, identities, watch.goOn);
    if (read.sha256 !== written.sha256) throw new Failure('internal', { reason: 'sealedUnlike' });
    await takeItsPlace(aside, target, path);
  } finally {
    await rm(aside, { force: true });
  }
}

async function openOne(path: string, { identities }: ConvertJob, watch: ConvertWatch): Promise<void> {
  const source = sealedPathOf(path);
  const aside = convertingOf(path);
  try {
    // Every byte of it is authenticated while it is opened; the disk is asked once more.
    const written = await openFile(source, aside, identities, watch.goOn);
    if ((await stat(aside)).size !== written.bytes) throw new Failure('internal', { reason: 'openedUnlike' });
    await takeItsPlace(aside, path, source);
  } finally {
    await rm(aside, { force: true });
  }
}

async function takeItsPlace(aside: string, target: string, other: string): Promise<void> {
  await rename(aside, target);
  await syncFolder(dirname(target));
  await rm(other).catch(async (error: unknown) => {
    // Erased while it was being read: what was made of it is not to outlive it.
    if (isMissing(error)) await rm(target, { force: true });
    throw error;
  });
  await syncFolder(dirname(target));
}

/** Plain names of what has the other form still. What a killed run left aside is thrown away. */
async function filesToConvert({ dir, seal }: ConvertJob, watch: ConvertWatch): Promise<string[]> {
  const found: string[] = [];
  if (!existsSync(dir)) return found;
  for (const year of await foldersIn(dir))
    for (const month of await foldersIn(join(dir, year))) {
      watch.goOn();
      const folder = join(dir, year, month);
      for (const name of await readdir(folder)) {
        if (name.endsWith(convertingOf(''))) await rm(join(folder, name), { force: true });
        const kind = KINDS.find((each) => name.endsWith(seal ? each : sealedPathOf(each)));
        if (kind) found.push(join(folder, seal ? name : name.slice(0, -sealedPathOf('').length)));
      }
    }
  return found.sort();
}

const foldersIn = async (dir: string): Promise<string[]> =>
  (await readdir(dir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
