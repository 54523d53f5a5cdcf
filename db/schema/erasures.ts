import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ErasedCounts, ErasureCause, WhatStays } from '../../shared/domain/erasure/erasure.ts';
import { flag, json, shared } from './columns.ts';

/**
 * Whom we were asked to forget, by ids alone: the certificate, and what tells a replica which rows lose their content. A base that
 * comes back from a backup is made to forget the same again.
 */
export const erasures = sqliteTable('erasures', {
  ...shared,
  contactId: text().notNull(),
  at: integer().notNull(),
  actorId: text().notNull(),
  cause: text().$type<ErasureCause>().notNull(),
  counts: json<ErasedCounts>().notNull(),
  stays: json<WhatStays>().notNull(),
  /** Table → ids of the rows that lost what they said. */
  rows: json<Readonly<Record<string, readonly string[]>>>().notNull(),
  /** The line of the audit that stands for it, and its hash in the chain. */
  auditId: text().notNull(),
  auditHash: text().notNull(),
  /** When nothing of it was found in the files of the base any more. */
  cleanedAt: integer(),
  /** His name or number still stands in what was written of others. */
  mentioned: flag(),
});
