import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Documents } from '../../../db/repositories/goods/documents.ts';
import { namesIn } from '../backups/disk.ts';
import { incomingDir } from './paths.ts';

const DAY_MS = 86_400_000;
/** A removed document can be brought back so long, and so long its bytes stay. */
export const KEEP_DAYS = 30;
/** What has come just now may not have its row yet. */
const YOUNG_MS = DAY_MS;

/** Removes bytes that no document names, also none that an undo would bring back. @returns how many files went */
export async function sweepDocuments(
  dir: string,
  documents: Pick<Documents, 'isNamed'>,
  now: number,
): Promise<number> {
  let gone = 0;
  for (const shelf of await namesIn(dir)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    for (const sha256 of await namesIn(join(dir, shelf))) {
      const path = join(dir, shelf, sha256);
      if (now - (await stat(path)).mtimeMs < YOUNG_MS) continue;
      if (documents.isNamed(sha256, now - KEEP_DAYS * DAY_MS)) continue;
      await rm(path, { force: true });
      gone += 1;
    }
  }
  return gone;
}

/** What a crash cut off. Only before anything comes in. */
export const dropIncoming = (dir: string): Promise<void> =>
  rm(incomingDir(dir), { recursive: true, force: true });
