import { copyFile, mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../db/open.ts';
import { addCrowd } from '../../scripts/seed/crowd.ts';

/** `.cache` may be deleted at any time (scripts/lib/paths.mjs). */
const FOLDER = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
/** A customer with a number, indexes included; once in the cache and once in the copy that is worked on. */
const BYTES_A_CONTACT = 2 * 700;

/**
 * Puts a base of so many customers at `file`, every `nth` of them interested. It takes some minutes to be made, so it is
 * made once and copied; a new schema has a new one.
 *
 * @returns how many there are: fewer than asked for when the disk has no room
 */
export async function putCrowd(
  file: string,
  { contacts: wanted, prospects }: { readonly contacts: number; readonly prospects: number },
  log: (line: string) => void,
): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  const { bavail, bsize } = await statfs(FOLDER);
  const contacts = Math.max(prospects, Math.min(wanted, Math.floor((bavail * bsize) / BYTES_A_CONTACT)));
  const nth = Math.floor(contacts / prospects);
  const schema = `schema-${schemaOf(file)}.db`;
  const name = `crowd-${contacts}-${nth}-${schema}`;
  const made = await readdir(FOLDER);
  if (!made.includes(name)) {
    log(`  making a base of ${contacts} customers …`);
    // What was broken off, and bases of another schema.
    for (const old of made.filter((file) => !file.endsWith(schema))) await rm(join(FOLDER, old));
    // A name of its own until it is whole: one that was broken off is not taken for it.
    const building = join(FOLDER, 'building.db');
    addCrowd(building, contacts, nth);
    await rename(building, join(FOLDER, name));
  }
  log(`  copying the base of ${contacts} customers …`);
  await copyFile(join(FOLDER, name), file);
  return contacts;
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
