import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { filesOf, recordingPath } from '../recordings/paths.ts';

const PENDING_KEY = 'retention.pending';
const Pending = z.array(z.object({ id: z.string(), startedAt: z.number() })).catch([]);

export interface Erasable {
  readonly id: string;
  /** UTC ms. */
  readonly startedAt: number;
  readonly callId: string;
  readonly contactId?: string | undefined;
}

/**
 * Erases recordings: what the base says of them and a note of their files in one transaction, then the files, then the note. Killed
 * in between, the files that are left are found by the note; nothing else is ever touched.
 */
export function createEraser(options: {
  readonly db: Db;
  readonly repositories: Pick<Repositories, 'recordings' | 'audit' | 'settings' | 'retention'>;
  /** The folder of the recordings. */
  readonly dir: string;
}) {
  const { db, repositories, dir } = options;
  /** One after the other: a note that is done with must not be another one's. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function removeNoted(): Promise<void> {
    const pending = Pending.parse(repositories.settings.get(PENDING_KEY) ?? []);
    if (pending.length === 0) return;
    for (const recording of pending) {
      for (const path of filesOf(recordingPath(dir, recording))) await rm(path, { force: true });
    }
    repositories.settings.remove(PENDING_KEY);
  }

  return {
    /** What an earlier run has still to remove. @throws Error when a file cannot be removed: the note stays */
    finish: () => inTurn(removeNoted),
    /** Resolves when nothing is in hand. */
    idle: () => turn,
    /**
     * @param detail for the audit, of each
     * @returns those that went; a hold that was placed in the last moment has kept the others
     */
    erase<R extends Erasable>(
      recordings: readonly R[],
      detail: Readonly<Record<string, string | number>>,
    ): Promise<R[]> {
      return inTurn(async () => {
        await removeNoted();
        const gone = db.transaction(() => {
          const held = repositories.retention.held();
          const free = recordings.filter(
            ({ callId, contactId = '' }) => !held.has(callId) && !held.has(contactId),
          );
          for (const { id } of free) {
            repositories.recordings.remove(id);
            repositories.audit.add({
              kind: 'deleted',
              action: 'recording.erase',
              subject: 'recording',
              subjectId: id,
              detail,
            });
          }
          repositories.settings.set(
            PENDING_KEY,
            free.map(({ id, startedAt }) => ({ id, startedAt })),
          );
          return free;
        });
        await removeNoted();
        return gone;
      });
    },
  };
}
