import { and, asc, desc, eq, gt, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { ImportProgress, ImportUndo, RejectionReason } from '../../../shared/contract/imports.ts';
import { importRejections, imports } from '../../schema/local.ts';
import type { ImportPosition, ImportUndoState } from '../../types.ts';
import type { Deps } from '../context.ts';
import { createImportOperations, type ImportOperations } from './undo.ts';

export type ImportRun = typeof imports.$inferSelect;

export interface Rejection {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly reason: RejectionReason;
  readonly cells: readonly string[];
}

export type ImportCounts = Pick<
  ImportRun,
  'rows' | 'processed' | 'created' | 'merged' | 'rejected' | 'asText'
>;

/** Runs of the import and the rows that they refused. Customers themselves go through `contacts`. */
export interface Imports {
  create(run: { readonly id: string; readonly fileName: string; readonly actorId?: string }): void;
  get(id: string): ImportRun | undefined;
  /** Newest first; `before`: the last one of the page before. Those that were only uploaded are not among them. */
  list(page: { readonly before?: string | undefined; readonly limit: number }): ImportRun[];
  /** Counters, state, options: put them in the transaction of the rows that they count. */
  update(id: string, fields: Partial<Omit<ImportRun, 'id' | 'fileName' | 'startedAt'>>): void;
  /** The same of a run that goes on, once for each of its transactions. */
  saveProgress(id: string, counts: ImportCounts, position: ImportPosition): void;
  /** A line that was already refused keeps its first reason, so a repeated chunk is harmless. */
  reject(importId: string, rows: readonly Rejection[]): void;
  /** By line; `after`: the last line of the page before. */
  rejections(importId: string, page: { after: number; limit: number }): Rejection[];
  /** Runs that a crash cut off wait to go on; files that had not come in whole are `failed` with this failure code. */
  pauseUnfinished(failure: string): void;
  progress(id: string): ImportProgress | undefined;
  /** What it did, to be taken back. */
  readonly operations: ImportOperations;
}

export function createImports({ db, now }: Deps): Imports {
  const { orm, sqlite } = db;
  const find = orm
    .select()
    .from(imports)
    .where(eq(imports.id, sql.placeholder('id')))
    .prepare();
  const insertRejection = db.sqlite.prepare(
    'insert or ignore into import_rejections (import_id, line, reason, cells) values (?, ?, ?, ?)',
  );
  const advance = sqlite.prepare(
    `update imports set rows = @rows, processed = @processed, created = @created, merged = @merged, rejected = @rejected,
       as_text = @asText,       position = @position where id = @id`,
  );
  const zero = { rows: 0, processed: 0, created: 0, merged: 0, rejected: 0, asText: 0 };

  return {
    operations: createImportOperations(sqlite),
    create: (run) =>
      db.transaction(
        () =>
          void orm
            .insert(imports)
            .values({ ...run, ...zero, startedAt: now(), state: 'receiving' })
            .run(),
      ),
    get: (id) => find.get({ id }),
    list: ({ before, limit }) =>
      orm
        .select()
        .from(imports)
        .where(and(isNotNull(imports.options), before === undefined ? undefined : lt(imports.id, before)))
        .orderBy(desc(imports.id))
        .limit(limit)
        .all(),
    update: (id, fields) =>
      db.transaction(() => void orm.update(imports).set(fields).where(eq(imports.id, id)).run()),
    saveProgress: (id, counts, position) =>
      void advance.run({ ...counts, position: JSON.stringify(position), id }),
    reject: (importId, rows) =>
      db.transaction(() => {
        for (const { line, reason, cells } of rows)
          insertRejection.run(importId, line, reason, JSON.stringify(cells));
      }),
    rejections: (importId, { after, limit }) =>
      orm
        .select({
          line: importRejections.line,
          reason: importRejections.reason,
          cells: importRejections.cells,
        })
        .from(importRejections)
        .where(and(eq(importRejections.importId, importId), gt(importRejections.line, after)))
        .orderBy(asc(importRejections.line))
        .limit(limit)
        .all(),
    pauseUnfinished: (failure) =>
      db.transaction(() => {
        const unfinished = orm.update(imports);
        unfinished
          .set({ state: 'failed', failure, finishedAt: now() })
          .where(inArray(imports.state, ['receiving', 'ready']))
          .run();
        unfinished.set({ state: 'paused' }).where(eq(imports.state, 'running')).run();
        sqlite.exec(
          `update imports set "undo" = json_set("undo", '$.state', 'cancelled') where "undo" ->> 'state' = 'running'`,
        );
      }),
    progress(id) {
      const run = find.get({ id });
      if (run === undefined) return undefined;
      const { state, rows, processed, created, merged, rejected, asText, failure, undo } = run;
      return {
        ...{ importId: id, state, rows, processed, created, merged, rejected, asText },
        ...(failure === null ? {} : { failure }),
        ...(undo === null ? {} : { undo: shownUndo(undo) }),
      };
    },
  };
}

/** What of it is for eyes. */
export function shownUndo({
  state,
  total,
  processed,
  deleted,
  restored,
  kept,
  failure,
}: ImportUndoState): ImportUndo {
  const counts = { state, total, processed, deleted, restored, kept };
  return failure === null ? counts : { ...counts, failure };
}
