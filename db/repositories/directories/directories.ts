import { and, eq, sql } from 'drizzle-orm';
import type { EntryField } from '../../../shared/domain/directory/entry.ts';
import { directories, directoryConflicts, directoryLinks } from '../../schema/directories.ts';
import type { Deps } from '../context.ts';

export type StoredDirectory = typeof directories.$inferSelect;
export type DirectoryLink = typeof directoryLinks.$inferSelect;
export type DirectoryConflict = typeof directoryConflicts.$inferSelect;

/** Address books outside, which of their entries are which contacts, and what waits for a person. All of this machine. */
export interface Directories {
  list(): StoredDirectory[];
  get(id: string): StoredDirectory | undefined;
  create(
    row: Pick<
      StoredDirectory,
      'id' | 'kind' | 'name' | 'settings' | 'secretRef' | 'everyMinutes' | 'twoWay' | 'relation' | 'pushTag'
    >,
  ): void;
  update(id: string, fields: Partial<Omit<StoredDirectory, 'id' | 'kind' | 'createdAt'>>): void;
  /** With its links and conflicts; the contacts stay. */
  remove(id: string): void;

  /** All that is known of its entries: remote id to ETag. */
  etags(directoryId: string): Map<string, string>;
  link(directoryId: string, remoteId: string): DirectoryLink | undefined;
  linkById(id: string): DirectoryLink | undefined;
  /** Is the contact another entry of this directory already? */
  isLinked(directoryId: string, contactId: string): boolean;
  /** Those whose contact changed since, was removed, or has something to be written there. */
  moved(directoryId: string): DirectoryLink[];
  countLinks(directoryId: string): number;
  addLink(link: Omit<DirectoryLink, 'id'>): string;
  updateLink(id: string, fields: Partial<Omit<DirectoryLink, 'id' | 'directoryId'>>): void;
  /** With its conflicts. */
  dropLink(id: string): void;

  conflicts(directoryId?: string): DirectoryConflict[];
  conflict(id: string): DirectoryConflict | undefined;
  /** These, and no others, wait for this link. */
  setConflicts(
    link: Pick<DirectoryLink, 'id' | 'directoryId' | 'contactId'>,
    fields: readonly { field: EntryField | 'entry'; ours: string; theirs: string }[],
  ): void;
  dropConflict(id: string): void;

  /** Is there anything with the contact that a removal would take away: calls, notes, promises, prospects? */
  hasHistory(contactId: string): boolean;
  /** Contacts whose tags were changed since that place in the outbox, and the place up to which it looked. */
  tagged(since: number): { contactIds: string[]; upTo: number };
  lastChange(): number;
  /** Into whom the contact was merged, at last; itself when nobody merged it. */
  successor(contactId: string): string;
}

export function createDirectories({ db, newId, now }: Deps): Directories {
  const { orm, sqlite } = db;
  const etags = sqlite.prepare(
    'select remote_id as remoteId, etag from directory_links where directory_id = +?',
  );
  const isLinked = sqlite
    .prepare("select 1 from directory_links where contact_id = +? and directory_id = +? and state = 'linked'")
    .pluck();
  const movedIds = sqlite
    .prepare(
      `select l.id from directory_links l left join contacts c on c.id = l.contact_id
       where l.directory_id = +? and l.state = 'linked'
         and (l.pending = 1 or c.id is null or c.deleted_at is not null or c.version <> l.contact_version)
       order by l.id`,
    )
    .pluck();
  const histories = [
    'select 1 from calls where contact_id = +? and deleted_at is null limit 1',
    'select 1 from notes where contact_id = +? and deleted_at is null limit 1',
    'select 1 from tasks where contact_id = +? and deleted_at is null limit 1',
    'select 1 from leads where contact_id = +? and deleted_at is null limit 1',
    'select 1 from contacts where organisation_id = +? and deleted_at is null limit 1',
  ].map((text) => sqlite.prepare(text).pluck());
  const lastChange = sqlite.prepare('select coalesce(max(rowid), 0) from outbox').pluck();
  const tagged = sqlite
    .prepare(
      `select distinct row_id from outbox where rowid > ? and rowid <= ? and table_name = 'contacts'
         and json_extract(patch, '$.tags') is not null`,
    )
    .pluck();
  const into = sqlite.prepare('select into_id from merges where from_id = +? and deleted_at is null').pluck();
  const link = orm
    .select()
    .from(directoryLinks)
    .where(
      and(
        eq(directoryLinks.directoryId, sql.placeholder('directoryId')),
        eq(directoryLinks.remoteId, sql.placeholder('remoteId')),
      ),
    )
    .prepare();
  const linkById = orm
    .select()
    .from(directoryLinks)
    .where(eq(directoryLinks.id, sql.placeholder('id')))
    .prepare();
  const find = orm
    .select()
    .from(directories)
    .where(eq(directories.id, sql.placeholder('id')))
    .prepare();
  const count = sqlite
    .prepare("select count(*) from directory_links where directory_id = +? and state = 'linked'")
    .pluck();

  return {
    list: () => orm.select().from(directories).orderBy(directories.name, directories.id).all(),
    get: (id) => find.get({ id }),
    create: (row) =>
      void orm
        .insert(directories)
        .values({
          ...row,
          createdAt: now(),
          updatedAt: now(),
          seenChange: lastChange.get() as number,
          failures: 0,
        })
        .run(),
    update: (id, fields) =>
      void orm
        .update(directories)
        .set({ ...fields, updatedAt: now() })
        .where(eq(directories.id, id))
        .run(),
    remove: (id) =>
      db.transaction(() => {
        orm.delete(directoryConflicts).where(eq(directoryConflicts.directoryId, id)).run();
        orm.delete(directoryLinks).where(eq(directoryLinks.directoryId, id)).run();
        orm.delete(directories).where(eq(directories.id, id)).run();
      }),

    etags: (directoryId) =>
      new Map(
        (etags.all(directoryId) as { remoteId: string; etag: string }[]).map((row) => [
          row.remoteId,
          row.etag,
        ]),
      ),
    link: (directoryId, remoteId) => link.get({ directoryId, remoteId }),
    linkById: (id) => linkById.get({ id }),
    isLinked: (directoryId, contactId) => isLinked.get(contactId, directoryId) !== undefined,
    moved: (directoryId) =>
      (movedIds.all(directoryId) as string[]).flatMap((id) => linkById.get({ id }) ?? []),
    countLinks: (directoryId) => count.get(directoryId) as number,
    addLink(fields) {
      const id = newId();
      orm
        .insert(directoryLinks)
        .values({ ...fields, id })
        .run();
      return id;
    },
    updateLink: (id, fields) =>
      void orm.update(directoryLinks).set(fields).where(eq(directoryLinks.id, id)).run(),
    dropLink: (id) =>
      db.transaction(() => {
        orm.delete(directoryConflicts).where(eq(directoryConflicts.linkId, id)).run();
        orm.delete(directoryLinks).where(eq(directoryLinks.id, id)).run();
      }),

    conflicts: (directoryId) =>
      orm
        .select()
        .from(directoryConflicts)
        .where(directoryId === undefined ? undefined : eq(directoryConflicts.directoryId, directoryId))
        .orderBy(directoryConflicts.at, directoryConflicts.id)
        .all(),
    conflict: (id) => orm.select().from(directoryConflicts).where(eq(directoryConflicts.id, id)).get(),
    setConflicts({ id: linkId, directoryId, contactId }, fields) {
      const before = orm.select().from(directoryConflicts).where(eq(directoryConflicts.linkId, linkId)).all();
      for (const old of before) {
        const same = fields.find(({ field }) => field === old.field);
        if (same?.ours === old.ours && same.theirs === old.theirs) continue;
        orm.delete(directoryConflicts).where(eq(directoryConflicts.id, old.id)).run();
      }
      for (const { field, ours, theirs } of fields) {
        orm
          .insert(directoryConflicts)
          .values({ id: newId(), directoryId, linkId, contactId, field, ours, theirs, at: now() })
          .onConflictDoNothing()
          .run();
      }
    },
    dropConflict: (id) => void orm.delete(directoryConflicts).where(eq(directoryConflicts.id, id)).run(),

    hasHistory: (contactId) => histories.some((statement) => statement.get(contactId) !== undefined),
    tagged(since) {
      const upTo = lastChange.get() as number;
      return { contactIds: tagged.all(since, upTo) as string[], upTo };
    },
    lastChange: () => lastChange.get() as number,
    successor(contactId) {
      let id = contactId;
      // A merge of merged ones is a chain, and a short one.
      for (let step = 0; step < 20; step++) {
        const next = into.get(id) as string | undefined;
        if (next === undefined) break;
        id = next;
      }
      return id;
    },
  };
}
