import { integer, text } from 'drizzle-orm/sqlite-core';

/**
 * What every table carries that a team will share (team mode, `docs/architecture.md`): a UUIDv7 made by the client, times
 * in UTC milliseconds, a tombstone instead of a removal, and a version that rises with each change of the row.
 */
export const shared = {
  id: text().primaryKey(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  deletedAt: integer(),
  version: integer().notNull().default(1),
};

export const flag = () => integer({ mode: 'boolean' });
export const json = <T>() => text({ mode: 'json' }).$type<T>();
