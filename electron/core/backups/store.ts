import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { backupsToKeep, type KeepRule } from '../../../shared/domain/backups/keep.ts';
import { HALF, isMissing, namesIn, sweepHalves } from './disk.ts';

/** What a backup says of itself in clear, so that it can be chosen without its key: numbers and times, nobody's data. */
export const About = z.object({
  format: z.literal(1),
  id: z.string(),
  /** The moment that it shows, UTC ms. */
  at: z.number().int(),
  /** Of the program that made it. */
  version: z.string(),
  schemaVersion: z.number().int(),
  /** Under which it is sealed: its sign, and the public parts of the machine's key and of the one on paper. */
  key: z.object({ id: z.string(), recipient: z.string(), paper: z.string() }),
  /** Of the base's content (`db/backup/fingerprint.ts`), compared after each restore. */
  fingerprint: z.string(),
  contacts: z.number().int(),
  calls: z.number().int(),
  recordings: z.number().int(),
  /** Recordings whose files were not there, or not as their rows say. */
  missing: z.number().int(),
  /** Of its base and of all its recordings, sealed. */
  bytes: z.number().int(),
  /** What this one added to the folder. */
  addedBytes: z.number().int(),
});
export type About = z.infer<typeof About>;

export const RING_FILE = 'keys.age';
export const BASE_FILE = 'base.age';

/**
 * The folder of one profile's backups:
 *
 *     bases/<id>/about.json, keys.age, base.age, recordings.txt (names of the objects below that belong to it), *.wav.age
 *     recordings/<first two signs>/<sha256>.<key id>.age, and the same with `levels` for how loud it is; documents as well
 *
 * All of it but `about.json` and `recordings.txt` are age files. `keys.age` holds the secret parts that open the rest, for whoever
 * has the paper. A recording never changes, so it lies here once for all backups, and a daily one costs the base and the new talks.
 */
export function openStore(root: string) {
  const bases = join(root, 'bases');
  const recordings = join(root, 'recordings');
  const baseDir = (id: string) => join(bases, id);
  const about = (id: string) => join(baseDir(id), 'about.json');

  async function read(id: string): Promise<About | undefined> {
    try {
      const known = About.safeParse(JSON.parse(await readFile(about(id), 'utf8')));
      return known.success && known.data.id === id ? known.data : undefined;
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Newest first; what is half done or not ours is not among them. */
  async function list(): Promise<About[]> {
    const names = (await namesIn(bases)).filter((name) => !name.endsWith(HALF));
    const read_ = await Promise.all(names.map(read));
    return read_.filter((one) => one !== undefined).toSorted((a, b) => b.at - a.at);
  }

  const objectsOf = async (id: string): Promise<string[]> =>
    (await readFile(join(baseDir(id), 'recordings.txt'), 'utf8')).split('\n').filter((name) => name !== '');

  async function removeObjectsBut(wanted: ReadonlySet<string>): Promise<void> {
    for (const shelf of await namesIn(recordings)) {
      for (const name of await namesIn(join(recordings, shelf)))
        if (!wanted.has(name)) await rm(join(recordings, shelf, name), { force: true });
    }
  }

  return {
    baseDir,
    read,
    list,
    objectsOf,
    /** An identity file, sealed; armoured. */
    ringOf: (id: string) => readFile(join(baseDir(id), RING_FILE), 'utf8'),
    objectPath: (name: string) => join(recordings, name.slice(0, 2), name),
    async make(): Promise<void> {
      await mkdir(bases, { recursive: true, mode: 0o700 });
      await mkdir(recordings, { recursive: true, mode: 0o700 });
    },
    /** Names of all whole objects. */
    async objects(): Promise<Set<string>> {
      const found = new Set<string>();
      for (const shelf of await namesIn(recordings))
        for (const name of await namesIn(join(recordings, shelf))) if (!name.endsWith(HALF)) found.add(name);
      return found;
    },
    shelf: (name: string) => mkdir(join(recordings, name.slice(0, 2)), { recursive: true, mode: 0o700 }),
    /** Throws away what was never finished. */
    async sweep(): Promise<void> {
      await sweepHalves(bases);
      for (const shelf of await namesIn(recordings)) await sweepHalves(join(recordings, shelf));
    },
    /**
     * Removes the backups that the rule does not keep, and recordings that none of the others needs. A backup goes by losing its
     * `about.json` first: one that is half removed is none.
     */
    async prune(rule: KeepRule, dayOf: (at: number) => string): Promise<void> {
      const all = await list();
      const keep = backupsToKeep(all, rule, dayOf);
      for (const { id } of all.filter(({ id }) => !keep.has(id))) await rm(about(id), { force: true });
      for (const name of await namesIn(bases))
        if (!keep.has(name)) await rm(baseDir(name), { recursive: true, force: true });
      const wanted = new Set<string>();
      for (const id of keep) for (const name of await objectsOf(id)) wanted.add(name);
      await removeObjectsBut(wanted);
    },
    sizeOf: async (name: string): Promise<number> =>
      (await stat(join(recordings, name.slice(0, 2), name))).size,
  };
}

export type Store = ReturnType<typeof openStore>;

/** Names what a backup has of a recording: its sound, or how loud it is; and documents by theirs. The checksum is that of the content itself. */
export const objectName = (what: 'content' | 'levels', sha256: string, keyId: string): string =>
  `${sha256}${what === 'levels' ? '.levels' : ''}.${keyId}.age`;
