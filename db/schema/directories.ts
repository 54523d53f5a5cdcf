import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DirectoryEntry, EntryField } from '../../shared/domain/directory/entry.ts';
import type { Relation } from '../types.ts';
import { flag, json } from './columns.ts';

/** Address books outside that this machine keeps up with. The password is never here: only the name under which the core keeps it. */
export const directories = sqliteTable('directories', {
  id: text().primaryKey(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  kind: text().$type<'carddav' | 'ldap' | 'folder'>().notNull(),
  name: text().notNull(),
  /** By kind: the contract's `DirectorySettings`. */
  settings: json<unknown>().notNull(),
  secretRef: text(),
  /** 0: by hand only. */
  everyMinutes: integer().notNull(),
  twoWay: flag().notNull(),
  /** Of customers that it brings. */
  relation: text().$type<Relation>().notNull(),
  /** Customers with this tag go into it; null: none. */
  pushTag: text(),
  /** How far the source was read, in its own words. */
  cursor: text(),
  /** Rowid of the outbox up to which new tags were looked for. */
  seenChange: integer().notNull(),
  startedAt: integer(),
  endedAt: integer(),
  /** Of the latest run that came to its end. */
  goodAt: integer(),
  failure: json<{ code: string; params: Record<string, string | number> } | null>(),
  /** Runs in a row that failed. */
  failures: integer().notNull(),
  counts: json<Record<string, number> | null>(),
});

/** Which entry of a directory is which contact, and what both said when they were last compared. */
export const directoryLinks = sqliteTable(
  'directory_links',
  {
    id: text().primaryKey(),
    directoryId: text().notNull(),
    remoteId: text().notNull(),
    /** Changes when the entry does: an ETag, a stamp of the server, a hash. */
    etag: text().notNull(),
    contactId: text().notNull(),
    contactVersion: integer().notNull(),
    ours: json<DirectoryEntry>().notNull(),
    theirs: json<DirectoryEntry>().notNull(),
    /** The contact came from the directory. */
    made: flag().notNull(),
    /** `ignored`: the contact was removed here and the entry stays there; it is not taken again. */
    state: text().$type<'linked' | 'ignored'>().notNull(),
    /** Something of ours is to be written there although the contact has not changed since. */
    pending: flag().notNull(),
  },
  (t) => [
    uniqueIndex('directory_links_remote').on(t.directoryId, t.remoteId),
    index('directory_links_contact').on(t.contactId),
  ],
);

/** Fields that both sides changed since they were last compared: a person chooses. */
export const directoryConflicts = sqliteTable(
  'directory_conflicts',
  {
    id: text().primaryKey(),
    directoryId: text().notNull(),
    linkId: text().notNull(),
    contactId: text().notNull(),
    /** `entry`: removed on one side, changed on the other. */
    field: text().$type<EntryField | 'entry'>().notNull(),
    ours: text().notNull(),
    theirs: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    uniqueIndex('directory_conflicts_field').on(t.linkId, t.field),
    index('directory_conflicts_contact').on(t.contactId),
  ],
);
