import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { HandOverCounts, HandOverState } from '../../shared/contract/handovers.ts';
import type { HandOverKind, HandOverRule, Turns } from '../../shared/domain/handover/hand-over.ts';
import { json } from './columns.ts';

/** Hand-overs of this machine: for their progress, to go on after a crash, and to be taken back. Local, as runs of the import. */
export const handovers = sqliteTable('handovers', {
  id: text().primaryKey(),
  fromId: text().notNull(),
  byId: text().notNull(),
  kinds: json<HandOverKind[]>().notNull(),
  rule: json<HandOverRule>().notNull(),
  state: text().$type<HandOverState>().notNull(),
  startedAt: integer().notNull(),
  endedAt: integer(),
  total: integer().notNull(),
  turns: json<Turns>().notNull(),
  counts: json<HandOverCounts>().notNull(),
  /** Found in use by somebody, so that it stayed. */
  busy: integer().notNull(),
});

/** What was handed over, as it was and as it became: what stands so still can be given back. */
export const handoverItems = sqliteTable(
  'handover_items',
  {
    handoverId: text()
      .notNull()
      .references(() => handovers.id, { onDelete: 'cascade' }),
    kind: text().$type<HandOverKind>().notNull(),
    rowId: text().notNull(),
    was: json<unknown>().notNull(),
    became: json<unknown>().notNull(),
    /** Null: it stands. `kept`: it was another's by the time of the undo. */
    undone: text().$type<'back' | 'kept'>(),
  },
  (t) => [
    primaryKey({ columns: [t.handoverId, t.kind, t.rowId] }),
    index('handover_items_undone').on(t.handoverId, t.undone),
  ],
);
