import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ImportMemory } from '../../shared/contract/imports.ts';
import { json, shared } from './columns.ts';

/** How a file with these headers was imported the last time. */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    ...shared,
    /** Of its headers: `fileKey`. */
    fileKey: text().notNull(),
    memory: json<ImportMemory>().notNull(),
    usedAt: integer().notNull(),
  },
  (t) => [index('import_mappings_key').on(t.fileKey, t.usedAt)],
);
