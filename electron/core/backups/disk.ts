import { copyFile, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What is being written has this ending until it is whole and on disk; whoever finds one may throw it away. */
export const HALF = '.part';

/** Folders that cannot be synced (Windows, some shares) are not: there the file's own name is as sure as it gets. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // Best effort, see above.
  }
}

/** Its name becomes the whole one's, and stays so after a power cut. */
export async function complete(half: string, whole: string): Promise<void> {
  await rename(half, whole);
  await syncFolder(dirname(whole));
}

/** On disk when it returns. */
export async function copySynced(source: string, target: string): Promise<void> {
  await copyFile(source, target);
  const copy = await open(target, 'r+');
  try {
    await copy.sync();
  } finally {
    await copy.close();
  }
}

/** The old one or the new one, never a part. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const half = `${path}${HALF}`;
  await writeFile(half, text, { mode: 0o600, flush: true });
  await complete(half, path);
}

/** Names in a folder; none when there is no such folder. */
export async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Throws away what a run that was killed left half done in this folder. */
export async function sweepHalves(path: string): Promise<void> {
  for (const name of await namesIn(path))
    if (name.endsWith(HALF)) await rm(join(path, name), { recursive: true, force: true });
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
