import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MESSAGE_FILES, STAGED_FOLDER } from './job.ts';

export const READY_FILE = 'ready.json';
const ASIDE = 'before-restore-';
const Ready = z.object({ stagedAt: z.number().int() });

/** What is moved as one: a base with its log. The log goes first: a base without it is older, a log without its base is lost. */
const BASE = ['ringdesk.db-wal', 'ringdesk.db-shm', 'ringdesk.db'];
/** Derived from the base, and made anew from another one. */
const DERIVED = ['ringdesk.db.reports', 'ringdesk.db.reports-wal', 'ringdesk.db.reports-shm'];

/**
 * Puts a restore that lies ready into its place, before anybody opens the base. What was there goes aside, whole, as
 * `before-restore-<time>`. All of it is renaming inside of one folder; a start that was cut off is gone on with by the next.
 *
 * @returns the folder with what was there; undefined: nothing lay ready
 */
export function bringStagedIn(dataDir: string): string | undefined {
  const staged = join(dataDir, STAGED_FOLDER);
  const ready = readReady(join(staged, READY_FILE));
  if (ready === undefined) {
    // One that was never finished.
    dropStaged(dataDir);
    return undefined;
  }
  const stamp = new Date(ready.stagedAt).toISOString().replaceAll(/[:.]/g, '-');
  const aside = join(dataDir, `${ASIDE}${stamp}`);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const move = (name: string) => {
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(aside, name));
  };
  const replace = (name: string, present: readonly string[]) => {
    // No longer there: the start that was cut off has brought it in.
    if (!existsSync(join(staged, name))) return;
    for (const part of present) move(part);
    renameSync(join(staged, name), join(dataDir, name));
  };
  replace('ringdesk.db', BASE);
  for (const name of DERIVED) rmSync(join(dataDir, name), { force: true });
  replace('recordings', ['recordings']);
  replace('documents', ['documents']);
  for (const name of MESSAGE_FILES) replace(name, [name]);
  rmSync(staged, { recursive: true, force: true });
  return aside;
}

function readReady(path: string): z.infer<typeof Ready> | undefined {
  try {
    return Ready.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The folder with what the latest restore put aside. Only a person may throw it away. */
export function newestAside(dataDir: string): string | undefined {
  const names = readdirSync(dataDir).filter((name) => name.startsWith(ASIDE));
  const newest = names.sort().at(-1);
  return newest === undefined ? undefined : join(dataDir, newest);
}

/** What lies ready for the next start, as `restore.ts` left it. */
export function readStaged(dataDir: string): unknown {
  try {
    return JSON.parse(readFileSync(join(dataDir, STAGED_FOLDER, READY_FILE), 'utf8'));
  } catch {
    return undefined;
  }
}

/** First what makes it count: one that was dropped by half must not be brought in. */
export function dropStaged(dataDir: string): void {
  rmSync(join(dataDir, STAGED_FOLDER, READY_FILE), { force: true });
  rmSync(join(dataDir, STAGED_FOLDER), { recursive: true, force: true });
}
