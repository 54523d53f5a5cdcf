import type { Language } from '../../../shared/contract/common.ts';
import type { ImportOptions } from '../../../shared/contract/imports.ts';
import { isNameOnly, planRow } from '../../../shared/domain/import/plan.ts';
import { type ImportRow, readRow } from '../../../shared/domain/import/row.ts';
import type { CsvRecord } from './csv-records.ts';
import type { ImportFolder } from './folder.ts';
import { type Inspection, sourceOf } from './inspect.ts';
import { type Counts, NO_COUNTS } from './progress.ts';
import { rowReading } from './reading.ts';
import { readRecords } from './records.ts';
import { type Rejection, RejectionFile } from './rejections.ts';
import { candidatesOf, type ImportStore } from './store.ts';

export interface RunInput {
  readonly folder: ImportFolder;
  readonly inspection: Inspection;
  readonly options: ImportOptions;
  readonly language: Language;
  readonly ownNumbers: readonly string[];
}

export interface RunControl {
  readonly cancelled: () => boolean;
  /** After each transaction. */
  readonly progress: (counts: Counts) => void;
  /** How long a transaction should be, ms. */
  readonly transactionMs: () => number;
  /** Lets others at the base and messages into this thread, after a transaction of that many ms. */
  readonly breathe: (transactionMs: number) => Promise<void>;
}

export interface RunResult {
  readonly counts: Counts;
  readonly cancelled: boolean;
}

/** A commit costs as much as some ten rows, so fewer make no transaction much shorter. */
const FEWEST_ROWS = 10;
const MOST_ROWS = 250;

/** One row that was understood, waiting for its transaction; or one that was not. */
type Ready =
  | { readonly record: CsvRecord; readonly row: ImportRow }
  | { readonly record: CsvRecord; readonly reject: Rejection['reason'] };

/**
 * Takes all rows of a file into the base. Rows are read outside the transactions and planned and written inside, so
 * that what was planned still holds. Those that only a name identifies come in a second pass (see `planRow`).
 */
export async function runImport(
  input: RunInput,
  store: ImportStore,
  control: RunControl,
): Promise<RunResult> {
  const { folder, inspection, options } = input;
  const header = options.hasHeader ? inspection.head[0]?.cells : undefined;
  const reading = rowReading(options, header, input.ownNumbers, store.users());
  const rejections = new RejectionFile(folder.rejected, input.language, header ?? []);
  const touched = new Set<string>();
  let counts: Counts = { ...NO_COUNTS, rows: inspection.records - (options.hasHeader ? 1 : 0) };
  let size = FEWEST_ROWS * 2;
  /** Rows that wait for the second pass, by their ordinals. */
  const deferred = new Set<number>();

  function take(ready: Ready, refused: Rejection[]): 'created' | 'merged' | 'rejected' {
    const refuse = (reason: Rejection['reason']) => {
      refused.push({ line: ready.record.line, reason, cells: ready.record.cells });
      return 'rejected' as const;
    };
    if ('reject' in ready) return refuse(ready.reject);
    const plan = planRow(ready.row, candidatesOf(store, ready.row), options.duplicates, (id) =>
      touched.has(id),
    );
    if (plan.fate === 'reject') return refuse(plan.reason);
    if (plan.fate === 'create') {
      const id = store.create(ready.row);
      if (options.duplicates === 'overwrite') touched.add(id);
      return 'created';
    }
    // Only an overwriting import asks who was touched; the others need not remember a million ids.
    if (options.duplicates === 'overwrite') for (const id of plan.touches) touched.add(id);
    if (plan.patch) store.apply(plan.into.id, plan.patch);
    return 'merged';
  }

  /** One transaction; how long it took, ms. */
  function write(rows: readonly Ready[]): number {
    const refused: Rejection[] = [];
    const begin = performance.now();
    const next = store.transaction(() => {
      const sum = { created: counts.created, merged: counts.merged, rejected: counts.rejected };
      for (const ready of rows) sum[take(ready, refused)]++;
      const after = { ...sum, rows: counts.rows, processed: counts.processed + rows.length };
      store.saveCounts(after);
      return after;
    });
    const ms = performance.now() - begin;
    const fitting = (rows.length * control.transactionMs()) / Math.max(ms, 0.1);
    // Half of the way: one slow commit (a merge of the search index) says little about the next.
    size = Math.round(Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, (size + fitting) / 2)));
    rejections.write(refused);
    counts = next;
    control.progress(counts);
    return ms;
  }

  /** One reading of the file. */
  async function pass(wanted: (record: CsvRecord) => Ready | undefined): Promise<boolean> {
    let first = options.hasHeader;
    let waiting: Ready[] = [];
    const flush = async (): Promise<void> => {
      const ms = waiting.length > 0 ? write(waiting) : 0;
      waiting = [];
      await control.breathe(ms);
    };
    for await (const records of readRecords(sourceOf(folder, inspection))) {
      for (const record of records) {
        if (first) {
          first = false;
          continue;
        }
        const ready = wanted(record);
        if (ready) waiting.push(ready);
        if (waiting.length < size) continue;
        await flush();
        if (control.cancelled()) return false;
      }
    }
    await flush();
    return !control.cancelled();
  }

  function read(record: CsvRecord): Ready {
    if (record.broken) return { record, reject: 'brokenRow' };
    const result = readRow(record.cells, reading);
    return 'reject' in result ? { record, reject: result.reject } : { record, row: result.row };
  }

  try {
    let whole = await pass((record) => {
      const ready = read(record);
      if (!('row' in ready) || !isNameOnly(ready.row)) return ready;
      deferred.add(record.ordinal);
      return undefined;
    });
    if (whole && deferred.size > 0) {
      whole = await pass((record) => (deferred.has(record.ordinal) ? read(record) : undefined));
    }
    return { counts, cancelled: !whole && counts.processed < counts.rows };
  } finally {
    rejections.close();
  }
}
