import type { Sqlite } from './open.ts';

/**
 * Pages in the log after which they are brought into the base. More is cheaper for the import, but the next one to commit
 * might be a call, and it would do the rest of the work: some 10 ms at 2000 pages.
 */
export const PAGES = 2000;

/** The log is begun anew by force when it is so many times as long: whoever commits in the middle of a checkpoint keeps it going. */
const TOO_LONG = 2;

/**
 * For a connection that writes much: takes the checkpoints out of its commits, where they would count as a part of the
 * transaction though nobody waits for them. Call the answer between transactions.
 */
export function checkpointsBetween(sqlite: Sqlite): () => void {
  sqlite.pragma('wal_autocheckpoint = 0');
  const look = sqlite.prepare('pragma wal_checkpoint(noop)');
  const move = sqlite.prepare('pragma wal_checkpoint(passive)');
  const restart = sqlite.prepare('pragma wal_checkpoint(restart)');
  return () => {
    const { log, checkpointed } = look.get() as Log;
    if (log - checkpointed >= PAGES) move.get();
    // What is left to be moved now is little, so that a writer waits some milliseconds.
    if (log >= TOO_LONG * PAGES) restart.get();
  };
}

export interface Log {
  readonly log: number;
  readonly checkpointed: number;
}

/** Pages after which the core's own log is brought in: some thirty calls. */
const CORE_PAGES = 500;
const LOOK_EVERY_MS = 250;

/**
 * For the connection that logs calls: takes the checkpoints out of its commits, one of some seventy of which would last ten times
 * as long as the others. It never waits for a reader, as a restart would. What is written within one turn of the loop is still
 * bounded. @returns takes one when it is due
 */
export function checkpointsAside(sqlite: Sqlite): () => void {
  leaveLog(sqlite, false);
  const look = sqlite.prepare('pragma wal_checkpoint(noop)');
  const move = sqlite.prepare('pragma wal_checkpoint(passive)');
  const own = sqlite.prepare('pragma wal_autocheckpoint').pluck();
  return () => {
    if (own.get() === 0) return;
    try {
      const { log, checkpointed } = look.get() as Log;
      if (log - checkpointed >= CORE_PAGES) move.get();
    } catch {
      // On a full disk it stays in the log, as with SQLite's own checkpoints; the commit that finds no room says so.
    }
  };
}

/** Another connection writes much and looks after the log: whoever logs calls must not do that work. */
export function leaveLog(sqlite: Sqlite, isLeft: boolean): void {
  sqlite.pragma(`wal_autocheckpoint = ${isLeft ? 0 : 2 * PAGES}`);
}

/** Looks after the log of the core's connection for as long as it is open. */
export function watchLog(sqlite: Sqlite): void {
  const take = checkpointsAside(sqlite);
  const timer = setInterval(() => {
    if (!sqlite.open) clearInterval(timer);
    // In the middle of a transaction nothing can be moved; the next look is soon.
    else if (!sqlite.inTransaction) take();
  }, LOOK_EVERY_MS);
  timer.unref();
}
