import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { ImportProgress, RejectionReason } from '../../../shared/contract/imports.ts';
import { importRejections, imports } from '../../schema/local.ts';
import type { Deps } from '../context.ts';

export type ImportRun = typeof imports.$inferSelect;

export interface Rejection {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly reason: RejectionReason;
  readonly cells: readonly string[];
}

/** Runs of the import and the rows that they refused. Customers themselves go through `contacts`. */
export interface Imports {
  create(run: { readonly id: string; readonly fileName: string }): void;
  get(id: string): ImportRun | undefined;
  /** Counters, state, options: put them in the transaction of the rows that they count. */
  update(id: string, fields: Partial<Omit<ImportRun, 'id' | 'fileName' | 'startedAt'>>): void;
  /** A line that was already refused keeps its first reason, so a repeated chunk is harmless. */
  reject(importId: string, rows: readonly Rejection[]): void;
  /** By line; `after`: the last line of the page before. */
  rejections(importId: string, page: { after: number; limit: number }): Rejection[];
  /** Runs that a crash cut off become `failed` with this failure code; answers how many. */
  failUnfinished(failure: string): number;
  progress(id: string): ImportProgress | undefined;
}

export function createImports({ db, now }: Deps): Imports {
  const { orm } = db;
  const find = orm
    .select()
    .from(imports)
    .where(eq(imports.id, sql.placeholder('id')))
    .prepare();
  const insertRejection = db.sqlite.prepare(
    'insert or ignore into import_rejections (import_id, line, reason, cells) values (?, ?, ?, ?)',
  );
  const zero = { rows: 0, processed: 0, created: 0, merged: 0, rejected: 0 };

  return {
    create: (run) =>
      db.transaction(
        () =>
          void orm
            .insert(imports)
            .values({ ...run, ...zero, startedAt: now(), state: 'receiving' })
            .run(),
      ),
    get: (id) => find.get({ id }),
    update: (id, fields) =>
      db.transaction(() => void orm.update(imports).set(fields).where(eq(imports.id, id)).run()),
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
    failUnfinished: (failure) =>
      db.transaction(
        () =>
          orm
            .update(imports)
            .set({ state: 'failed', failure, finishedAt: now() })
            .where(inArray(imports.state, ['receiving', 'ready', 'running']))
            .run().changes,
      ),
    progress(id) {
      const run = find.get({ id });
      if (run === undefined) return undefined;
      const { state, rows, processed, created, merged, rejected, failure } = run;
      const counts = { importId: id, state, rows, processed, created, merged, rejected };
      return failure === null ? counts : { ...counts, failure };
    },
  };
}
