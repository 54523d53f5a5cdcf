import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../../../shared/contract/failure.ts';

/** Where the running core of a profile can be reached; readable by its owner only. */
export interface RunningCore {
  readonly pid: number;
  /** Absent in the desktop, which serves nobody. */
  readonly address?: string;
  /** Proves to the running core that the asker may read the profile. */
  readonly controlKey?: string;
}

export interface SingleCore {
  announce(running: RunningCore): void;
  release(): void;
}

/** Of two that start in the same moment each keeps the other from the lock, unless one of them asks again. */
const DECIDED_WITHIN_MS = 100;

/**
 * Sees to it that a profile has one core. The lock is a file lock that SQLite keeps for us: the system frees it
 * when the process ends in whatever way, so there is no stale lock to guess about.
 *
 * @throws Failure `alreadyRunning`; `runningCore` tells where. SQLite's error when the folder cannot be written.
 */
export function claimProfile(dataDir: string): SingleCore {
  const lock = new Database(join(dataDir, 'core.lock'), { timeout: DECIDED_WITHIN_MS });
  try {
    lock.pragma('journal_mode = memory');
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    const busy = cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_BUSY');
    throw busy ? new Failure('alreadyRunning', {}, { cause }) : cause;
  }
  const info = infoPath(dataDir);
  // What a killed one left behind would lead a second start astray.
  rmSync(info, { force: true });
  return {
    announce: (running) => writeFileSync(info, JSON.stringify(running), { mode: 0o600 }),
    release() {
      rmSync(info, { force: true });
      lock.close();
    },
  };
}

/** What the core of this profile last said of itself, if anything. */
export function runningCore(dataDir: string): RunningCore | undefined {
  try {
    return JSON.parse(readFileSync(infoPath(dataDir), 'utf8')) as RunningCore;
  } catch {
    return undefined;
  }
}

const infoPath = (dataDir: string) => join(dataDir, 'core.json');
