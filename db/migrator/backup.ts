import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';

/** How many backups stay beside the base; a base of a call centre is gigabytes. */
const KEEP = 3;

/**
 * A whole copy beside the base, `<file>.backup-<schema version>-<time>`. It gets this name only when it is complete and
 * on disk.
 */
export function backUp(sqlite: Database, file: string, schemaVersion: number, now: number): string {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const target = `${file}.backup-${schemaVersion}-${stamp}`;
  const half = `${target}.part`;
  // One that was killed in the middle left its half; of a large base that is gigabytes.
  for (const name of backupsOf(file))
    if (name.endsWith('.part')) rmSync(join(dirname(file), name), { force: true });
  try {
    sqlite.prepare('vacuum into ?').run(half);
    const descriptor = openSync(half, 'r+');
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
  prune(file);
  return target;
}

function prune(file: string): void {
  const dir = dirname(file);
  const stampOf = (name: string): string =>
    name.slice(name.lastIndexOf('.backup-')).replace(/^\.backup-\d+-/, '');
  const backups = backupsOf(file)
    .filter((name) => !name.endsWith('.part'))
    .toSorted((a, b) => (stampOf(a) < stampOf(b) ? 1 : -1));
  for (const name of backups.slice(KEEP)) rmSync(join(dir, name), { force: true });
}

const backupsOf = (file: string): string[] =>
  readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.backup-`));
