import type { DirectoryLink, Repositories, StoredDirectory } from '../../../db/repositories/index.ts';
import type { DirectoryCounts, DirectoryProgress } from '../../../shared/contract/directories.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { tagKey } from '../../../shared/domain/directory/entry.ts';
import {
  afterWriting,
  firstSight,
  reconcile,
  sameEntry,
} from '../../../shared/domain/directory/reconcile.ts';
import type { Known, People } from './people.ts';
import { type DirectorySource, Moved, type RemoteEntry, type SourceWriter } from './port.ts';

/** Entries of one transaction: some 10 ms, which is what a call may have to wait. */
const AT_ONCE = 15;
/** So many at least must be gone, and more than half, before it is asked whether that is meant. */
const MANY_GONE = 20;

export interface SyncControl {
  progress(progress: DirectoryProgress): void;
  /** @throws Cancelled */
  goOn(): void;
  /** Between transactions, after one of so many ms. */
  breathe(transactionMs: number): Promise<void>;
}

export interface SyncOptions {
  readonly transaction: <T>(work: () => T) => T;
  readonly directories: Repositories['directories'];
  readonly people: People;
  readonly directory: StoredDirectory;
  readonly source: DirectorySource;
  /** A person said that what is gone there may go here. */
  readonly acceptRemovals: boolean;
  readonly control: SyncControl;
}

/**
 * One run of a directory. The list of what it has comes first and whole; then each changed entry with its contact and its link in one
 * transaction, so that a run that dies anywhere goes on with the rest the next time and makes nobody twice. What is to be written
 * there is written afterwards, under the ETag that was seen.
 *
 * @throws Failure as `DirectorySource`, `directoryEmptied`; Cancelled
 */
export async function syncDirectory(options: SyncOptions): Promise<DirectoryCounts> {
  const { directories, people, directory, source, control, transaction } = options;
  const { id: directoryId } = directory;
  const writer = directory.twoWay ? source.write : undefined;
  const twoWay = writer !== undefined;
  const counts = { entries: 0, created: 0, linked: 0, updated: 0, removed: 0, written: 0, unread: 0 };

  async function each<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
    for (let from = 0; from < items.length; from += AT_ONCE) {
      const begin = performance.now();
      transaction(() => {
        for (const item of items.slice(from, from + AT_ONCE)) work(item);
      });
      await control.breathe(performance.now() - begin);
      control.goOn();
    }
  }

  function meet(remote: RemoteEntry): void {
    const isTaken = (id: string) => directories.isLinked(directoryId, id);
    // Written by a run that died before it could note it.
    const key = writer?.keyOf(remote.id);
    const own = key === undefined || isTaken(key) ? undefined : people.read(key);
    const known = own ?? people.match(remote.entry, isTaken);
    if (known) {
      bind(remote, known);
      counts.linked++;
      return;
    }
    const made = people.create(remote.entry);
    directories.addLink({
      directoryId,
      remoteId: remote.id,
      etag: remote.etag,
      contactId: made.id,
      contactVersion: made.version,
      ours: made.entry,
      theirs: remote.entry,
      made: true,
      state: 'linked',
      pending: false,
    });
    counts.created++;
  }

  /** An entry and a contact that are one from now on: each gives what the other has not. */
  function bind(remote: RemoteEntry, known: Known): void {
    const sides = { ours: known.entry, theirs: remote.entry };
    const was = firstSight(sides);
    const id = directories.addLink({
      directoryId,
      remoteId: remote.id,
      etag: remote.etag,
      contactId: known.id,
      contactVersion: known.version,
      ...was,
      made: false,
      state: 'linked',
      pending: false,
    });
    settle({ ...(directories.linkById(id) as DirectoryLink) }, remote);
  }

  /** Its contact, or the one into which that was merged. */
  const knownOf = (link: DirectoryLink): Known | undefined =>
    people.read(link.contactId) ?? people.read(directories.successor(link.contactId));

  /** In a transaction: takes what the entry says into the contact and keeps what both said. */
  function settle(link: DirectoryLink, { etag, entry: theirs }: RemoteEntry): void {
    if (link.state === 'ignored') {
      directories.updateLink(link.id, { etag });
      return;
    }
    const known = knownOf(link);
    if (!known) {
      removedHere(link, etag, theirs.name);
      return;
    }
    const was = { ours: link.ours, theirs: link.theirs };
    const next = reconcile({ ours: known.entry, theirs }, was, twoWay);
    let contactVersion = known.version;
    if (!sameEntry(next.ours, known.entry)) {
      contactVersion = people.change(known.id, next.ours);
      counts.updated++;
    }
    const pending = !sameEntry(next.theirs, theirs);
    // What waits to be written is told apart by the past; it stays until it is written.
    directories.updateLink(link.id, {
      etag,
      contactId: known.id,
      contactVersion,
      pending,
      ...(pending ? { ours: link.ours, theirs: link.theirs } : next.was),
    });
    directories.setConflicts({ ...link, contactId: known.id }, next.conflicts);
  }

  /** The contact was removed here. */
  function removedHere(link: DirectoryLink, etag: string, name: string): void {
    if (!twoWay) directories.updateLink(link.id, { etag, state: 'ignored', pending: false });
    else if (etag !== link.etag) {
      directories.updateLink(link.id, { etag });
      directories.setConflicts(link, [{ field: 'entry', ours: '', theirs: name }]);
    }
  }

  /** The entry is gone there. What has a history here, was here before or was changed here stays; its link ends. */
  function removedThere(remoteId: string): void {
    const link = directories.link(directoryId, remoteId);
    if (!link) return;
    const known = link.state === 'linked' ? knownOf(link) : undefined;
    const isTheirs =
      known?.id === link.contactId && link.made && known.version === link.contactVersion && !link.pending;
    if (isTheirs && sameEntry(known.entry, link.ours) && !directories.hasHistory(known.id)) {
      people.remove(known.id);
      counts.removed++;
    }
    directories.dropLink(link.id);
  }

  async function take(changed: readonly string[]): Promise<void> {
    let done = 0;
    if (changed.length === 0) return;
    control.progress({ step: 'reading', done, total: changed.length });
    for await (const page of source.read(changed)) {
      await each(page, (remote) => {
        const link = directories.link(directoryId, remote.id);
        if (link) settle(link, remote);
        else meet(remote);
      });
      done += page.length;
      control.progress({ step: 'reading', done, total: changed.length });
      control.goOn();
    }
    counts.unread += Math.max(0, changed.length - done);
  }

  async function writeChanges(to: SourceWriter): Promise<void> {
    const moved = directories.moved(directoryId);
    const links = new Map(moved.map((link) => [link.remoteId, link]));
    let done = 0;
    if (moved.length === 0) return;
    for await (const page of source.read([...links.keys()])) {
      for (const remote of page) {
        const link = links.get(remote.id);
        if (link) await writeOne(to, link, remote);
        control.progress({ step: 'writing', done: ++done, total: links.size });
        control.goOn();
      }
    }
  }

  async function writeOne(to: SourceWriter, link: DirectoryLink, found: RemoteEntry): Promise<void> {
    try {
      const known = knownOf(link);
      if (!known) {
        await removeThere(to, link, found);
        return;
      }
      const was = { ours: link.ours, theirs: link.theirs };
      const next = reconcile({ ours: known.entry, theirs: found.entry }, was, true);
      const isNews = !sameEntry(next.theirs, found.entry);
      const etag = isNews ? (await to.change(found, next.theirs)).etag : found.etag;
      if (isNews) counts.written++;
      // A call may have changed the contact while the server answered.
      const past = isNews ? afterWriting(was, known.entry, found.entry, next.theirs) : was;
      transaction(() => settle({ ...link, ...past }, { id: found.id, etag, entry: next.theirs }));
    } catch (error) {
      // Somebody else was quicker: the next run sees what he wrote.
      if (!(error instanceof Moved)) throw error;
      directories.updateLink(link.id, { pending: true });
    }
  }

  async function removeThere(to: SourceWriter, link: DirectoryLink, found: RemoteEntry): Promise<void> {
    if (directories.conflicts(directoryId).some((each) => each.linkId === link.id)) return;
    if (found.etag !== link.etag) {
      transaction(() => removedHere(link, found.etag, found.entry.name));
      return;
    }
    await to.remove(found.id, found.etag);
    directories.dropLink(link.id);
    counts.written++;
  }

  /** Customers who got the directory's tag since the last time. */
  async function writeNew(to: SourceWriter, tag: string): Promise<number> {
    const { contactIds, upTo } = directories.tagged(directory.seenChange);
    for (const contactId of contactIds) {
      const known = people.read(contactId);
      const isMeant = known?.tags.some((each) => tagKey(each) === tagKey(tag));
      if (!known || !isMeant || directories.isLinked(directoryId, contactId)) continue;
      let remote: RemoteEntry | undefined;
      try {
        remote = { ...(await to.create(contactId, known.entry)), entry: known.entry };
        counts.written++;
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        // It was written before, by a run that died.
        for await (const page of source.read([to.idOf(contactId)])) remote = page[0];
      }
      const made = remote;
      if (made && !directories.link(directoryId, made.id))
        transaction(() => bind(made, people.read(contactId) ?? known));
      control.goOn();
    }
    return upTo;
  }

  control.progress({ step: 'listing', done: 0, total: 0 });
  const listing = await source.list(directory.cursor ?? undefined);
  counts.unread = listing.unread;
  const etags = directories.etags(directoryId);
  const changed = [...listing.entries].filter(([id, etag]) => etags.get(id) !== etag).map(([id]) => id);
  const gone = listing.whole
    ? [...etags.keys()].filter((id) => !listing.entries.has(id))
    : listing.removed.filter((id) => etags.has(id));
  if (gone.length > MANY_GONE && gone.length * 2 > etags.size && !options.acceptRemovals) {
    throw new Failure('directoryEmptied', { gone: gone.length, of: etags.size });
  }
  await take(changed);
  await each(gone, removedThere);
  let seenChange = directories.lastChange();
  if (writer) {
    await writeChanges(writer);
    if (directory.pushTag) seenChange = await writeNew(writer, directory.pushTag);
  } else {
    await each(
      directories.moved(directoryId).filter((link) => !knownOf(link)),
      (link) => removedHere(link, link.etag, ''),
    );
  }
  counts.entries = directories.countLinks(directoryId);
  transaction(() => directories.update(directoryId, { cursor: listing.cursor ?? null, seenChange }));
  return counts;
}
