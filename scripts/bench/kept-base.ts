import { copyFile, mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../db/open.ts';

/** `.cache` may be deleted at any time (scripts/lib/paths.mjs). */
const FOLDER = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));

/** Bytes that are free for bases. */
export async function roomForBases(): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  const { bavail, bsize } = await statfs(FOLDER);
  return bavail * bsize;
}

/**
 * Puts a large base at `file`. It takes minutes to be made, so it is made once under its name and copied; a new schema has a new one.
 *
 * @param make fills the base at the path that it is given
 */
export async function putKeptBase(
  file: string,
  { name, make }: { readonly name: string; readonly make: (path: string) => void },
  log: (line: string) => void,
): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const schema = `schema-${schemaOf(file)}.db`;
  const whole = `${name}-${schema}`;
  const made = await readdir(FOLDER);
  if (!made.includes(whole)) {
    // What was broken off, and bases of another schema.
    for (const old of made.filter((each) => !each.endsWith(schema))) await rm(join(FOLDER, old));
    // A name of its own until it is whole: one that was broken off is not taken for it.
    const building = join(FOLDER, `building-${name}.db`);
    const begun = performance.now();
    log(`  making the base ${name} …`);
    make(building);
    await rename(building, join(FOLDER, whole));
    log(`  made in ${Math.round((performance.now() - begun) / 1000)} s`);
  }
  log(`  copying the base ${name} …`);
  await copyFile(join(FOLDER, whole), file);
}

/** Makes an empty base there, only to see. */
function schemaOf(file: string): number {
  const db = openDatabase({ file });
  try {
    return db.schemaVersion;
  } finally {
    db.close();
  }
}
