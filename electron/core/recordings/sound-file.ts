import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';
import { Damaged, openBytes, sealInto, WrongKey } from '../sealing/age-file.ts';
import { asideOf, sealedPathOf } from './paths.ts';

/** A file that may have been sealed, or opened again, since somebody looked: it is looked for in both places, twice. */
const LOOKS = 2;

export interface Place {
  readonly path: string;
  readonly sealed: boolean;
}

/** Where this file is now; undefined: nowhere. The sealed one counts when both are there: it was read back before. */
export function placeOf(path: string): Place | undefined {
  for (let look = 0; look < LOOKS; look += 1) {
    if (existsSync(sealedPathOf(path))) return { path: sealedPathOf(path), sealed: true };
    if (existsSync(path)) return { path, sealed: false };
  }
  return undefined;
}

/** Runs with the place of a file, and once more when it was moved meanwhile. Undefined: it is nowhere. */
export async function atPlace<T>(path: string, work: (place: Place) => Promise<T>): Promise<T | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const place = placeOf(path);
    if (place === undefined) return undefined;
    try {
      return await work(place);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return undefined;
}

/**
 * The whole of it in the memory; undefined: there is none.
 *
 * @throws Failure `sealKeyLost` when another key sealed it, `recordingDamaged`
 */
export const readWhole = (path: string, identities: readonly string[]): Promise<Uint8Array | undefined> =>
  atPlace(path, async (place) => {
    const bytes = await readFile(place.path);
    return place.sealed ? openBytes(bytes, identities).catch(sealingFailure) : bytes;
  });

/**
 * Whole or not at all, in one form alone. `recipients`: sealed to these, and no byte of it comes to the disk in clear.
 *
 * @returns when it is on the disk
 */
export async function writeWhole(
  path: string,
  bytes: Uint8Array,
  recipients: readonly string[] | undefined,
): Promise<void> {
  const target = recipients ? sealedPathOf(path) : path;
  const aside = asideOf(target);
  await mkdir(dirname(path), { recursive: true });
  try {
    if (recipients) await sealInto(aside, bytes, recipients);
    else await writeFile(aside, bytes, { flush: true, mode: 0o600 });
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  await rm(recipients ? path : sealedPathOf(path), { force: true });
}

/** Folders that cannot be synced (Windows, some shares) are not. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

export function sealingFailure(error: unknown): never {
  if (error instanceof WrongKey) throw new Failure('sealKeyLost', {}, { cause: error });
  if (error instanceof Damaged) throw new Failure('recordingDamaged', {}, { cause: error });
  throw error;
}

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
