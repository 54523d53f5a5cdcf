import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { levelsPathOf, recordingPath } from '../recordings/paths.ts';

const PENDING_KEY = 'retention.pending';
const Pending = z.array(z.object({ id: z.string(), startedAt: z.number() })).catch([]);

interface Erased {
  readonly id: string;
  readonly startedAt: number;
}

/**
 * Erases recordings: what the base says of them and a note of their files in one transaction, then the files, then the note. Killed
 * in between, the files that are left are found by the note; nothing else is ever touched.
 */
export function createEraser(options: {
  readonly db: Db;
  readonly repositories: Pick<Repositories, 'recordings' | 'audit' | 'settings'>;
  /** The folder of the recordings. */
  readonly dir: string;
}) {
  const { db, repositories, dir } = options;

  /** What an earlier run, or this one, has still to remove. @throws Error when a file cannot be removed: the note stays */
  async function finish(): Promise<void> {
    const pending = Pending.parse(repositories.settings.get(PENDING_KEY) ?? []);
    if (pending.length === 0) return;
    for (const recording of pending) {
      const path = recordingPath(dir, recording);
      await rm(path, { force: true });
      await rm(levelsPathOf(path), { force: true });
    }
    repositories.settings.remove(PENDING_KEY);
  }

  return {
    finish,
    /** @param detail for the audit, of each */
    async erase(
      recordings: readonly Erased[],
      detail: Readonly<Record<string, string | number>>,
    ): Promise<void> {
      await finish();
      db.transaction(() => {
        for (const { id } of recordings) {
          repositories.recordings.remove(id);
          repositories.audit.add({ action: 'recording.erase', subject: 'recording', subjectId: id, detail });
        }
        repositories.settings.set(
          PENDING_KEY,
          recordings.map(({ id, startedAt }) => ({ id, startedAt })),
        );
      });
      await finish();
    },
  };
}
