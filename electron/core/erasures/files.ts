import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Documents } from '../../../db/repositories/goods/documents.ts';
import { documentPath } from '../documents/paths.ts';
import { filesOf, recordingPath } from '../recordings/paths.ts';

/** What of a person lies beside the base. */
export interface PendingFiles {
  readonly recordings: readonly { readonly id: string; readonly startedAt: number }[];
  /** SHA-256 of their bytes. */
  readonly documents: readonly string[];
}

const namesIn = (dir: string): string[] => {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
};

/** @param named whether another customer has the same bytes: they stay his */
export function createErasedFiles(dataDir: string, databaseFile: string, named: Pick<Documents, 'isNamed'>) {
  const imports = join(dataDir, 'imports');
  const copies = () =>
    namesIn(dirname(databaseFile)).filter((name) => name.startsWith(`${basename(databaseFile)}.backup-`));
  return {
    /** Folders of imports: a sheet cannot lose one row, and what was imported is in the base. */
    importFiles: () => namesIn(imports).length,
    /** Copies of the base from before migrations. */
    oldBases: () => copies().length,
    setAside: () => namesIn(dataDir).filter((name) => name.startsWith('before-restore-')).length,
    /** @throws Error when one cannot be removed */
    async remove({ recordings, documents }: PendingFiles): Promise<void> {
      for (const recording of recordings) {
        for (const path of filesOf(recordingPath(join(dataDir, 'recordings'), recording)))
          await rm(path, { force: true });
      }
      for (const sha256 of documents)
        if (!named.isNamed(sha256, 0))
          await rm(documentPath(join(dataDir, 'documents'), sha256), { force: true });
      for (const name of namesIn(imports)) await rm(join(imports, name), { recursive: true, force: true });
      for (const name of copies()) await rm(join(dirname(databaseFile), name), { force: true });
    },
  };
}
