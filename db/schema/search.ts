import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Local: beginnings of the words in `contact_search`, up to eight letters each, by their skeleton (shared/domain/text/skeleton.ts). A
 * search looks here for what to ask the index for in other alphabets, and for words that were nearly typed. Some 100,000
 * words stand against millions of contacts, so it costs an import next to nothing. WITHOUT ROWID: the key is all there is.
 */
export const wordBeginnings = sqliteTable(
  'word_beginnings',
  { skeleton: text().notNull(), beginning: text().notNull() },
  (t) => [primaryKey({ columns: [t.skeleton, t.beginning] })],
);

/** Where the filling of a table of before stands: no row, it is whole. `after`: the last that was done. */
export const fillings = sqliteTable('fillings', {
  name: text().primaryKey(),
  after: text().notNull(),
});
