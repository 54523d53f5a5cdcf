import type { Sqlite } from './open.ts';

/**
 * Pages in the log after which they are brought into the base. More is cheaper for the import, but the next one to commit
 * might be a call, and it would do the rest of the work: some 10 ms at 2000 pages.
 */
const PAGES = 2000;

/**
 * For a connection that writes much: takes the checkpoints out of its commits, where they would count as a part of the
 * transaction though nobody waits for them. Call the answer between transactions.
 */
export function checkpointsBetween(sqlite: Sqlite): () => void {
  sqlite.pragma('wal_autocheckpoint = 0');
  const look = sqlite.prepare('pragma wal_checkpoint(noop)');
  const move = sqlite.prepare('pragma wal_checkpoint(passive)');
  return () => {
    const { log, checkpointed } = look.get() as { log: number; checkpointed: number };
    if (log - checkpointed >= PAGES) move.get();
  };
}
