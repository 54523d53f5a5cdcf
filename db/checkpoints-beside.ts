import Database from 'better-sqlite3';
import type { Log } from './checkpoints.ts';
import type { Sqlite } from './open.ts';

const ORDERED = 0;
const DONE = 1;
const FAILED = 2;
/** In place of the number of orders: there will be none any more. */
const END = -1;
/** Longest wait for the other thread, ms. */
const PATIENCE_MS = 1000;

export const checkpointState = (): Int32Array =>
  new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));

/**
 * The thread that takes the checkpoints of a writer in another one, on a connection of its own: pages are moved while the writer
 * goes on, and nobody waits for the disk. Blocks until `end`.
 */
export function serveCheckpoints(file: string, state: Int32Array): void {
  const sqlite = new Database(file, { fileMustExist: true });
  sqlite.pragma('wal_autocheckpoint = 0');
  const move = sqlite.prepare('pragma wal_checkpoint(passive)');
  for (;;) {
    const ordered = Atomics.load(state, ORDERED);
    if (ordered === END) break;
    if (ordered === Atomics.load(state, DONE)) {
      Atomics.wait(state, ORDERED, ordered);
      continue;
    }
    try {
      move.get();
    } catch {
      // A full disk, most likely: the writer meets it by itself, and knows what to do.
      Atomics.store(state, FAILED, 1);
    }
    Atomics.store(state, DONE, ordered);
    Atomics.notify(state, DONE);
  }
  sqlite.close();
}

/** The writer's side of `serveCheckpoints`. */
export interface CheckpointsBeside {
  /** Call it between transactions. */
  step(): void;
  /** There is no other thread any more. */
  goOnAlone(): void;
  /** Brings what is left into the base, if that is possible, and sends the other thread home. */
  end(): void;
}

/** How long the log may be, pages. */
export interface LogLength {
  /** What is not in the base yet, before it is brought there. */
  readonly behind: number;
  /** All of it, before the writer waits until it can be begun anew: otherwise it never would, since the writer always is ahead. */
  readonly longest: number;
}

/** @param length asked each time */
export function checkpointsBeside(
  sqlite: Sqlite,
  state: Int32Array,
  length: () => LogLength,
): CheckpointsBeside {
  sqlite.pragma('wal_autocheckpoint = 0');
  const look = sqlite.prepare('pragma wal_checkpoint(noop)');
  const move = sqlite.prepare('pragma wal_checkpoint(passive)');
  let isAlone = false;
  const isBusy = () => Atomics.load(state, DONE) !== Atomics.load(state, ORDERED);

  function order(): void {
    if (isAlone) move.get();
    else if (!isBusy()) {
      Atomics.add(state, ORDERED, 1);
      Atomics.notify(state, ORDERED);
    }
  }

  /** Until what was ordered is done. */
  function wait(): void {
    const done = Atomics.load(state, DONE);
    if (!isAlone && done !== Atomics.load(state, ORDERED)) Atomics.wait(state, DONE, done, PATIENCE_MS);
    if (Atomics.exchange(state, FAILED, 0) === 1) move.get();
  }

  return {
    step() {
      const { log, checkpointed } = look.get() as Log;
      const { behind, longest } = length();
      if (log - checkpointed >= behind) order();
      if (log < longest) return;
      // What was ordered before ends at an earlier page.
      wait();
      order();
      wait();
    },
    goOnAlone() {
      isAlone = true;
    },
    end() {
      try {
        wait();
        order();
        wait();
      } catch {
        // As far as the run came it is in the log.
      }
      Atomics.store(state, ORDERED, END);
      Atomics.notify(state, ORDERED);
    },
  };
}
