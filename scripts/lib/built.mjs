// Builds `out/` when the sources are not those it was built from.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './child.mjs';
import { withLock } from './lock.mjs';
import { findNode24 } from './node24.mjs';
import { cacheDir, outDir, root } from './paths.mjs';
import { PlainError } from './plain-error.mjs';

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'db',
  'scripts/build',
  'package-lock.json',
  'tsconfig.base.json',
];
const STAMP = join(outDir, '.built-from');

/**
 * A hash over the content of all that goes into the build. Content, not times: a fresh clone, a switched branch and a
 * touched file then cost a build only when something differs. (400 files: about 30 ms.)
 * @returns {string}
 */
export function sourceHash(top = root) {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, top, join(top, source));
  return hash.digest('hex');
}

function addToHash(hash, top, path) {
  if (!existsSync(path)) return;
  for (const file of listFiles(path)) {
    if (/\.test\.tsx?$|\/tsconfig\.json$/.test(file)) continue;
    hash
      .update(`${relative(top, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
}

function listFiles(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) =>
        entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)],
      );
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    throw error;
  }
}

/** Is `out/` what a build of the present sources would give? */
export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === sourceHash();
  } catch {
    return false;
  }
}

/**
 * Builds when needed (or always with `force`). Two callers at once build once. Throws a PlainError when it fails;
 * the last good `out/` then stays.
 * @param {{ force?: boolean, log?: (line: string) => void }} [options]
 */
export async function ensureBuilt({ force = false, log = console.log } = {}) {
  if (!force && isBuilt()) return;
  await withLock(
    join(cacheDir, 'build.lock'),
    async () => {
      if (!force && isBuilt()) return;
      // Taken before the build: a file saved meanwhile makes the next call build again.
      const builtFrom = sourceHash();
      log('Building …');
      const { code } = await run(findNode24(), [join(root, 'scripts/build/build.ts')], { cwd: root });
      if (code !== 0) throw new PlainError('The build failed; the reason is above.');
      writeFileSync(STAMP, builtFrom);
    },
    { onWait: (pid) => log(`Waiting for another build (process ${pid}) to finish …`) },
  );
}
