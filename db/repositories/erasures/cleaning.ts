import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { Db, Sqlite } from '../../open.ts';
import { createVocabulary } from '../search/vocabulary.ts';

/** What is looked for in the bytes of a file: texts as they are written, numbers as SQLite keeps them. */
export function patternsOf(texts: readonly string[], numbers: readonly number[]): Buffer[] {
  const patterns = texts.map((text) => Buffer.from(text, 'utf8'));
  for (const number of numbers) {
    patterns.push(Buffer.from(String(number)));
    const eight = Buffer.alloc(8);
    eight.writeBigInt64BE(BigInt(number));
    // The shortest of 1, 2, 3, 4, 6 and 8 bytes that holds it; whole numbers of telephones take 6.
    patterns.push(eight.subarray(2));
  }
  return patterns.filter((pattern) => pattern.length > 0);
}

const CHUNK = 4 * 1024 * 1024;

/** Whether one of these stands somewhere in a file, in a page that is free or in use. */
export async function standsIn(file: string, patterns: readonly Buffer[]): Promise<boolean> {
  if (!existsSync(file) || patterns.length === 0) return false;
  const longest = Math.max(...patterns.map(({ length }) => length));
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(CHUNK + longest);
    let kept = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, kept, CHUNK, null);
      if (bytesRead === 0) return false;
      const present = buffer.subarray(0, kept + bytesRead);
      if (patterns.some((pattern) => present.indexOf(pattern) >= 0)) return true;
      // What begins at the end of this piece goes on in the next.
      const tail = Math.min(longest, present.length);
      present.copy(buffer, 0, present.length - tail);
      kept = tail;
    }
  } finally {
    await handle.close();
  }
}

/** Pages of a word index that one step merges: some milliseconds. */
const MERGED = 200;

/** Words that one step of the vocabulary's sweep looks at. */
const WORDS = 100;

/** Brings a base to hold in its file no more than what it says. */
export function createCleaning(db: Db) {
  const { sqlite, file } = db;
  const indexes = ['contact_search', 'recording_words'].map((table) => {
    const merge = sqlite.prepare(`insert into ${table} (${table}, rank) values ('merge', ?)`);
    return { begin: () => merge.run(-MERGED), step: () => merge.run(MERGED) };
  });
  const changes = sqlite.prepare('select total_changes()').pluck();
  const changesOf = (work: () => void): number => {
    const before = changes.get() as number;
    work();
    return (changes.get() as number) - before;
  };

  return {
    file,
    size: (): number =>
      (sqlite.pragma('page_count', { simple: true }) as number) *
      (sqlite.pragma('page_size', { simple: true }) as number),
    /** From now on what is freed is overwritten. */
    overwrite: (on: boolean) => void sqlite.pragma(`secure_delete = ${on ? 'ON' : 'OFF'}`),
    /**
     * Words of rows that are gone stay in the segments of a word index until these are merged. Each step is a transaction; between
     * two of them others have their turn. Then those go that no row has any more.
     */
    *tidyIndexes(): Generator<void> {
      for (const { begin, step } of indexes) {
        // Fewer than two changes: nothing was left to merge (https://sqlite.org/fts5.html#the_merge_command).
        for (let merged = changesOf(begin); merged >= 2; merged = changesOf(step)) yield;
      }
      yield* createVocabulary(db).sweep(WORDS);
    },
    /** Writes the whole file anew: the only way to what was freed before anybody overwrote it. */
    rewrite: () => void sqlite.exec('vacuum'),
    /** Moves the log into the base and empties it. @returns false: somebody still reads an older moment */
    emptyLog(): boolean {
      const [answer] = sqlite.pragma('wal_checkpoint(truncate)') as { busy: number }[];
      return answer?.busy === 0;
    },
  };
}

export type Cleaning = ReturnType<typeof createCleaning>;

/** Days of calls as the reports keep them hold numbers; they are made again when they are asked for. */
export function forgetBlocks(file: string): void {
  if (!existsSync(file)) return;
  const sqlite: Sqlite = new Database(file, { timeout: 5_000 });
  try {
    sqlite.pragma('secure_delete = ON');
    sqlite.exec('delete from blocks');
    sqlite.exec('vacuum');
    sqlite.pragma('wal_checkpoint(truncate)');
  } finally {
    sqlite.close();
  }
}
