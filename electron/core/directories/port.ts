import type { DirectoryEntry } from '../../../shared/domain/directory/entry.ts';

/** What a directory has now. */
export interface Listing {
  /** Id of each entry, and what changes when the entry does. Of a partial one, only what changed since the cursor. */
  readonly entries: ReadonlyMap<string, string>;
  /** Of a partial one. */
  readonly removed: readonly string[];
  /** Whether what is not in it is gone. */
  readonly whole: boolean;
  /** Where the next partial one begins; undefined: it will be whole. */
  readonly cursor: string | undefined;
  /** Entries that could not be told from a file that was still being written: they stay as they are. */
  readonly unread: number;
}

export interface RemoteEntry {
  readonly id: string;
  readonly etag: string;
  readonly entry: DirectoryEntry;
}

/** The entry there is not the one that was seen: somebody else changed it meanwhile. */
export class Moved extends Error {
  constructor() {
    super('the entry has changed meanwhile');
    this.name = 'Moved';
  }
}

/**
 * One directory outside. All of it is read before anything is judged by its absence: a source that stops half-way throws, and then
 * nothing has been taken from it.
 *
 * @throws Failure `directoryUnreachable`, `directoryStopped`, `directoryRefused`, `directoryNotThere`, `directoryAnswer`
 */
export interface DirectorySource {
  /** How many entries it has, when that can be told cheaply; throws as a run would. */
  test(): Promise<{ readonly entries: number }>;
  list(cursor: string | undefined): Promise<Listing>;
  /** Entries by id, some at a time. Those that are gone meanwhile, and those that cannot be read, are left out. */
  read(ids: readonly string[]): AsyncIterable<readonly RemoteEntry[]>;
  /** Undefined: it is only read. */
  readonly write?: SourceWriter;
  close(): Promise<void>;
}

export interface SourceWriter {
  /** Changes what differs in `next` and leaves all else of the entry as it is. @throws Moved */
  change(seen: RemoteEntry, next: DirectoryEntry): Promise<{ readonly etag: string }>;
  /** The same `key` makes the same entry: after a crash it is found instead of made twice. @throws Moved when it is there */
  create(key: string, entry: DirectoryEntry): Promise<{ readonly id: string; readonly etag: string }>;
  /** The id under which `create` puts it. */
  idOf(key: string): string;
  /** The other way round, when the id is of that form. */
  keyOf(id: string): string | undefined;
  /** @throws Moved */
  remove(id: string, etag: string): Promise<void>;
}
