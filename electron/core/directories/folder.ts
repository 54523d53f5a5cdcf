import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Home } from '../../../shared/domain/phone-number/index.ts';
import { parseCards } from '../vcard/parse.ts';
import type { VCard } from '../vcard/shape.ts';
import { entryOfCard, isCounterpart } from './card-entry.ts';
import type { DirectorySource, Listing, RemoteEntry } from './port.ts';

/** Files that are looked at, in the folder itself and one level below it. */
const MOST_FILES = 100_000;
/** Looks at a file that is being written, and the rest between them, ms. */
const LOOKS = 4;
const REST_MS = 800;
/** A file that was touched so lately may not be whole, even where it ends behind a card. */
const YOUNG_MS = 2_000;
const READ_AT_ONCE = 200;
/** Nobody writes so long at a file: what it has is all that will come of it, ms. */
const LEFT_ALONE_MS = 60_000;

/** By file: what it looked like when it was read, and the cards that it had. */
const Cursor = z.record(z.string(), z.object({ stamp: z.string(), cards: z.record(z.string(), z.string()) }));
type Cursor = z.infer<typeof Cursor>;

export interface FolderOptions {
  readonly folder: string;
  readonly home: Home;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly now: () => number;
}

/** A folder of vCards, one or many in a file. A file that somebody is still writing is left for the next time, as it was before. */
export function openFolder({ folder, home, sleep, now }: FolderOptions): DirectorySource {
  async function list(cursor: string | undefined): Promise<Listing> {
    const before = readCursor(cursor);
    const after: Cursor = {};
    const entries = new Map<string, string>();
    let unread = 0;
    for (const name of await filesIn(folder)) {
      const old = before[name];
      const seen = await stampOf(join(folder, name));
      if (seen === undefined) continue;
      const { stamp } = seen;
      const cards = old?.stamp === stamp ? old.cards : await wholeFile(name);
      if (cards === undefined) unread++;
      const kept = cards ?? old?.cards;
      if (kept === undefined) continue;
      // Without a stamp it is read again the next time.
      after[name] = { stamp: cards === undefined ? '' : stamp, cards: kept };
      for (const [id, hash] of Object.entries(kept)) if (!entries.has(id)) entries.set(id, hash);
    }
    return { entries, removed: [], whole: true, cursor: JSON.stringify(after), unread };
  }

  /** Cards of a file that did not change while it was read and whose last card has its end; undefined: it is being written. */
  async function wholeFile(name: string): Promise<Record<string, string> | undefined> {
    for (let look = 0; look < LOOKS; look++) {
      if (look > 0) await sleep(REST_MS);
      const before = await stampOf(join(folder, name));
      const cards: Record<string, string> = {};
      let isTorn = false;
      for await (const { id, hash, torn } of cardsOf(folder, name)) {
        if (torn) isTorn = true;
        else cards[id] = hash;
      }
      const after = await stampOf(join(folder, name));
      const isQuiet =
        before !== undefined && before.stamp === after?.stamp && Math.abs(now() - before.at) > YOUNG_MS;
      if (isQuiet && (!isTorn || now() - before.at > LEFT_ALONE_MS)) return cards;
    }
    return undefined;
  }

  async function* read(ids: readonly string[]): AsyncGenerator<RemoteEntry[]> {
    const asked = new Set(ids);
    let found: RemoteEntry[] = [];
    for (const name of await filesIn(folder)) {
      if (asked.size === 0) break;
      for await (const { id, hash, card } of cardsOf(folder, name)) {
        if (!card || !asked.delete(id) || !isCounterpart(card)) continue;
        found.push({ id, etag: hash, entry: entryOfCard(card, home) });
        if (found.length < READ_AT_ONCE) continue;
        yield found;
        found = [];
      }
    }
    if (found.length > 0) yield found;
  }

  return {
    async test() {
      return { entries: (await list(undefined)).entries.size };
    },
    list,
    read,
    close: async () => {},
  };
}

interface FoundCard {
  readonly id: string;
  readonly hash: string;
  readonly torn: boolean;
  readonly card?: VCard;
}

/** A card is known by its UID, wherever it lies; one without by its place. */
async function* cardsOf(folder: string, name: string): AsyncGenerator<FoundCard> {
  try {
    for await (const found of parseCards(createReadStream(join(folder, name)))) {
      const at = `${name}#${found.place.card}`;
      if (found.kind === 'trouble') {
        if (found.trouble !== 'nobody') yield { id: at, hash: '', torn: true };
        continue;
      }
      const { card } = found;
      const hash = createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 22);
      yield { id: card.uid ? `uid:${card.uid}` : at, hash, torn: false, card };
    }
  } catch {
    // Locked by the program that writes it, or gone since it was listed.
    yield { id: name, hash: '', torn: true };
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const names = async (below: string) => {
    const found = await readdir(join(folder, below), { withFileTypes: true });
    return found.map((one) => ({ name: join(below, one.name), isFolder: one.isDirectory() }));
  };
  const top = await names('').catch((error: NodeJS.ErrnoException) => {
    const code = error.code === 'EACCES' || error.code === 'EPERM' ? 'directoryRefused' : 'directoryNotThere';
    throw new Failure(code, {}, { cause: error });
  });
  const below = await Promise.all(
    top.filter(({ isFolder }) => isFolder).map(({ name }) => names(name).catch(() => [])),
  );
  return [...top, ...below.flat()]
    .filter(({ name, isFolder }) => !isFolder && /\.(vcf|vcard)$/i.test(name))
    .map(({ name }) => name)
    .sort()
    .slice(0, MOST_FILES);
}

async function stampOf(file: string): Promise<{ stamp: string; at: number } | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && { stamp: `${found.mtimeMs}:${found.size}`, at: found.mtimeMs };
}

function readCursor(cursor: string | undefined): Cursor {
  try {
    return Cursor.catch({}).parse(JSON.parse(cursor ?? '{}'));
  } catch {
    return {};
  }
}
