import { z } from 'zod';
import { Done, Empty, Id, Time, text } from './common.ts';
import { Relation } from './contacts.ts';
import { request } from './define.ts';
import { need } from './need.ts';

export const DIRECTORY_KINDS = ['carddav', 'ldap', 'folder'] as const;

/** Attributes of an LDAP server by what they say; several, parted by commas. Empty: what servers usually have. */
export const LdapAttributes = z.object({
  name: text(200),
  organisation: text(200),
  role: text(200),
  about: text(200),
  email: text(200),
  mobile: text(200),
  work: text(200),
  home: text(200),
  fax: text(200),
  extension: text(200),
});
export type LdapAttributes = z.infer<typeof LdapAttributes>;

export const DirectorySettings = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('carddav'),
    /** Of an address book, or of the server: then a test finds the books. */
    url: text(1000),
    login: text(300),
  }),
  z.object({
    kind: z.literal('ldap'),
    /** `ldap://host`, `ldaps://host`, with a port where it is not the usual one. */
    url: text(1000),
    startTls: z.boolean(),
    /** PEM of the house's own authority. */
    authority: text(20_000).optional(),
    /** DN or user name; empty: nobody. */
    login: text(300),
    base: text(1000),
    /** Empty: people. */
    filter: text(2000),
    attributes: LdapAttributes.partial(),
  }),
  z.object({ kind: z.literal('folder'), folder: text(1000) }),
]);
export type DirectorySettings = z.infer<typeof DirectorySettings>;

export const DirectoryDraft = z.object({
  /** Absent: a new one. Its kind stays. */
  id: Id.optional(),
  name: text(100).refine((name) => name.trim() !== '', 'empty'),
  settings: DirectorySettings,
  /** Absent: as it was. */
  password: text(1000).optional(),
  /** 0: by hand only. */
  everyMinutes: z.number().int().min(0).max(10_080),
  /** CardDAV alone can be written. */
  twoWay: z.boolean(),
  /** Of customers that it brings. */
  relation: Relation,
  /** Customers who get this tag go into it; empty: none. */
  pushTag: text(60),
});
export type DirectoryDraft = z.infer<typeof DirectoryDraft>;

export const DirectoryProgress = z.object({
  step: z.enum(['listing', 'reading', 'writing']),
  done: z.number().int(),
  /** 0: not known yet. */
  total: z.number().int(),
});
export type DirectoryProgress = z.infer<typeof DirectoryProgress>;

export const DirectoryCounts = z.object({
  /** That are contacts here. */
  entries: z.number().int(),
  created: z.number().int(),
  /** Found among those who were here. */
  linked: z.number().int(),
  updated: z.number().int(),
  removed: z.number().int(),
  /** Changed, made or removed there. */
  written: z.number().int(),
  /** Files and entries that could not be read, and stay as they were. */
  unread: z.number().int(),
});
export type DirectoryCounts = z.infer<typeof DirectoryCounts>;

export const DirectoryState = z.object({
  id: Id,
  name: z.string(),
  settings: DirectorySettings,
  hasPassword: z.boolean(),
  everyMinutes: z.number().int(),
  twoWay: z.boolean(),
  relation: Relation,
  pushTag: z.string(),
  entries: z.number().int(),
  conflicts: z.number().int(),
  running: DirectoryProgress.optional(),
  last: z
    .object({
      endedAt: Time,
      /** Of the latest one that went well. */
      goodAt: Time.optional(),
      /** Code of `errors` with what fills its sentence; absent: it went well. */
      failure: z
        .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
        .optional(),
      /** Of the latest one that went well. */
      counts: DirectoryCounts.optional(),
    })
    .optional(),
  nextAt: Time.optional(),
});
export type DirectoryState = z.infer<typeof DirectoryState>;

export const DirectoryConflict = z.object({
  id: Id,
  directoryId: Id,
  directoryName: z.string(),
  contactId: Id,
  contactName: z.string(),
  /** `entry`: removed here, changed there. */
  field: z.enum(['name', 'organisation', 'role', 'about', 'birthday', 'language', 'zone', 'entry']),
  ours: z.string(),
  theirs: z.string(),
  at: Time,
});
export type DirectoryConflict = z.infer<typeof DirectoryConflict>;

const ADMINISTER = need('firm.administer');

export const contactDirectoryRequests = {
  'directories.list': request(['desk'], Empty, z.array(DirectoryState), ADMINISTER),
  'directories.save': request(['desk'], DirectoryDraft, z.object({ id: Id }), ADMINISTER),
  /** The contacts stay. */
  'directories.remove': request(['desk'], z.object({ id: Id }), Done, ADMINISTER),
  /** Asks the server without keeping anything. `books`: of CardDAV, when the address is the server's. */
  'directories.test': request(
    ['desk'],
    DirectoryDraft,
    z.object({
      entries: z.number().int(),
      books: z.array(z.object({ url: z.string(), name: z.string() })).optional(),
    }),
    ADMINISTER,
  ),
  /** `acceptRemovals`: most of it is gone there, and a person said that this is meant (`directoryEmptied`). */
  'directories.run': request(
    ['desk'],
    z.object({ id: Id, acceptRemovals: z.boolean().default(false) }),
    Done,
    ADMINISTER,
  ),
  'directories.cancel': request(['desk'], z.object({ id: Id }), Done, ADMINISTER),
  'directories.conflicts': request(['desk'], Empty, z.array(DirectoryConflict), ADMINISTER),
  'directories.choose': request(
    ['desk'],
    z.object({ id: Id, side: z.enum(['ours', 'theirs']) }),
    Done,
    ADMINISTER,
  ),
} as const;

export const contactDirectoryEvents = {
  'directories.changed': z.array(DirectoryState),
} as const;
