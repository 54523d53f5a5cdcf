// Programs that a test starts and kills again and again. From its sources such a one reads some five hundred files before its
// first step (0.9 s of a processor); as one file it needs 0.1 s, and making that takes a second, once.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { build } from 'vite';
import { core } from '../../scripts/build/targets.ts';

export const PROJECT = resolve(import.meta.dirname, '../..');
/** Where the migrator looks from a file of its own (db/migrator/migrate.ts). */
const MIGRATIONS = 'db/migrations';

export interface Bundle {
  /** The program's one file. */
  readonly program: string;
  remove(): void;
}

/** @param source absolute path of the program; `workers`: of the threads that it starts, relative to the project */
export async function bundle(source: string, workers: readonly string[] = []): Promise<Bundle> {
  const cache = join(PROJECT, '.cache');
  mkdirSync(cache, { recursive: true });
  // In the project, so that the native package is found from there.
  const folder = mkdtempSync(join(cache, 'victim-'));
  await build(core(PROJECT, folder, [relative(PROJECT, source), ...workers]));
  cpSync(join(PROJECT, MIGRATIONS), join(folder, 'migrations'), { recursive: true });
  return {
    program: join(folder, 'core', `${basename(source, '.ts')}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
