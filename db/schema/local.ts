import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ImportProgress, RejectionReason } from '../../shared/contract/imports.ts';
import type { DtmfWay, Engine, ImportPosition, ImportUndoState, PbxProfile } from '../types.ts';
import { flag, json } from './columns.ts';

/** Lines to a PBX, of this workstation only. A secret is never here: only the name under which the core keeps it. */
export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  label: text().notNull(),
  engine: text().$type<Engine>().notNull(),
  server: text().notNull(),
  login: text().notNull(),
  domain: text().notNull(),
  displayName: text().notNull(),
  stun: text().notNull(),
  turn: text().notNull(),
  turnLogin: text().notNull(),
  secretRef: text(),
  turnSecretRef: text(),
  active: flag().notNull(),
  training: flag().notNull(),
  backupServer: text().notNull().default(''),
  dtmf: text().$type<DtmfWay>().notNull().default('rfc4733'),
  iceTimeoutMs: integer().notNull().default(1000),
  /** Null: the preset of the line's family is used as it is. */
  profile: json<PbxProfile>(),
});

/** The seconds of a call as its phone measured them: one row a call, compact (`quality/samples.ts` packs it). */
export const callSamples = sqliteTable(
  'call_samples',
  {
    callId: text().primaryKey(),
    samples: text().notNull(),
    /** Of the newest second, UTC ms; old ones are swept away. */
    updatedAt: integer().notNull(),
  },
  (t) => [index('call_samples_age').on(t.updatedAt)],
);

/** SIP messages of calls, without secrets; bounded for each call, and swept away with age. */
export const callMessages = sqliteTable(
  'call_messages',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    callId: text().notNull(),
    at: integer().notNull(),
    direction: text().$type<'sent' | 'received'>().notNull(),
    text: text().notNull(),
  },
  (t) => [index('call_messages_call').on(t.callId, t.seq), index('call_messages_age').on(t.at)],
);

/** Settings of this workstation, one JSON value a key. */
export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: json<unknown>().notNull(),
  updatedAt: integer().notNull(),
});

/** Runs of the import, for progress and for the file of refused rows. */
export const imports = sqliteTable('imports', {
  id: text().primaryKey(),
  fileName: text().notNull(),
  startedAt: integer().notNull(),
  finishedAt: integer(),
  state: text().$type<ImportProgress['state']>().notNull(),
  rows: integer().notNull(),
  processed: integer().notNull(),
  created: integer().notNull(),
  merged: integer().notNull(),
  rejected: integer().notNull(),
  /** Numbers that were kept as text. */
  asText: integer().notNull().default(0),
  failure: text(),
  header: json<string[]>(),
  options: json<unknown>(),
  /** In whose name it was begun; null: before this was kept. */
  actorId: text(),
  /** How far it came, in the transaction of its last rows: there a run goes on after a pause or a crash. Null: not begun. */
  position: json<ImportPosition>(),
  /** How its rows are, or were, taken back. Null: never. */
  undo: json<ImportUndoState>(),
});

export const importRejections = sqliteTable(
  'import_rejections',
  {
    importId: text()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    /** Line of the file, from 1. */
    line: integer().notNull(),
    reason: text().$type<RejectionReason>().notNull(),
    cells: json<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
);

/**
 * Which days of UTC (days since 1970) have calls that are over. Triggers give a day a new random stamp in the transaction of each
 * of its calls, whoever writes them; a report that kept the day under another stamp reads it anew. Random and no counter, so
 * that a base that was brought back from a backup never passes for the one that went on.
 */
export const callDays = sqliteTable('call_days', {
  day: integer().primaryKey(),
  stamp: text().notNull(),
});

/**
 * Every change of a shared row, in the same transaction as the row itself: the source of undo now, and of the team's
 * feed later. `base`: the changed fields as the author saw them (null: there was no row). `patch`: as they became.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    opId: text().primaryKey(),
    table: text('table_name').notNull(),
    row: text('row_id').notNull(),
    base: json<Readonly<Record<string, unknown>> | null>(),
    patch: json<Readonly<Record<string, unknown>>>().notNull(),
    at: integer().notNull(),
    actorId: text().notNull(),
    /** Number of migrations that the database had. */
    schemaVersion: integer().notNull(),
    /** The row's version after this change. */
    rowVersion: integer().notNull(),
    /** When the team's server took it; null: not yet. */
    sentAt: integer(),
  },
  (t) => [index('outbox_row').on(t.table, t.row, t.rowVersion)],
);

/** Who may come in at this machine. Local: a team's server has its own. */
export const credentials = sqliteTable('credentials', {
  userId: text().primaryKey(),
  /** PHC string, `electron/core/users/password.ts`. */
  hash: text().notNull(),
  failures: integer().notNull(),
  waitUntil: integer().notNull(),
  changedAt: integer().notNull(),
});

/** Who is in, and who was. Of a token only its hash is kept, so the file lets nobody in. */
export const loginSessions = sqliteTable(
  'login_sessions',
  {
    id: text().primaryKey(),
    userId: text().notNull(),
    tokenHash: text().notNull(),
    startedAt: integer().notNull(),
    seenAt: integer().notNull(),
    locked: flag().notNull(),
    endedAt: integer(),
    endReason: text(),
  },
  (t) => [index('login_sessions_token').on(t.tokenHash), index('login_sessions_started').on(t.startedAt)],
);
