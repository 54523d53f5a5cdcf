import type { ImportOptions, RejectionReason } from '../../../shared/contract/imports.ts';
import { sameInFile } from '../../../shared/domain/import/goods-plan.ts';
import { type GoodsKind, type GoodsRow, readGoodsRow } from '../../../shared/domain/import/goods-row.ts';
import { isNameOnly, type Plan, planRow } from '../../../shared/domain/import/plan.ts';
import { type ImportRow, type RowReading, readRow } from '../../../shared/domain/import/row.ts';
import type { CsvRecord } from './csv-records.ts';
import type { DryStore } from './dry-store.ts';
import { type GoodsBase, lookAtGoods } from './goods-take.ts';
import { readRecords, type Source } from './records.ts';
import { candidatesOf } from './store.ts';

/** What becomes of a row. */
export type RowFate = Plan & { readonly row?: ImportRow };

/** What becomes of a row of goods. */
export type GoodsRowFate =
  | { readonly fate: 'create' | 'merge'; readonly customer: string; readonly goods: GoodsRow }
  | { readonly fate: 'reject'; readonly reason: RejectionReason };

export interface LookThrough {
  readonly source: Source;
  readonly reading: RowReading;
  readonly options: Pick<ImportOptions, 'hasHeader' | 'duplicates'>;
  readonly onFate: (record: CsvRecord, fate: RowFate) => void;
  /** After each row. */
  readonly breathe: () => void;
}

/**
 * Goes through a file as an import does, in the same order and by the same rule (`planRow`), on a store that keeps nothing.
 * That both come to the same is what their common tests hold.
 */
export async function lookThrough(input: LookThrough, store: DryStore): Promise<void> {
  const { source, reading, options, onFate } = input;
  const touched = new Set<string>();
  /** Rows that only a name identifies come last, see `planRow`; by their ordinals. */
  const deferred = new Set<number>();

  function take(record: CsvRecord, row: ImportRow): void {
    const plan = planRow(row, candidatesOf(store, row), options.duplicates, (id) => touched.has(id));
    onFate(record, { ...plan, row });
    // What waits for a person changes nothing before he answers.
    if (plan.fate === 'reject' || plan.fate === 'ask') return;
    const ids = plan.fate === 'create' ? [store.create(row)] : plan.touches;
    if (options.duplicates === 'overwrite' || options.duplicates === 'ask')
      for (const id of ids) touched.add(id);
    if (plan.fate === 'merge' && plan.patch) store.apply(plan.into.id, plan.patch);
  }

  for (const pass of ['first', 'deferred'] as const) {
    if (pass === 'deferred' && deferred.size === 0) return;
    let isHeader = options.hasHeader;
    for await (const records of readRecords(source)) {
      for (const record of records) {
        const skipped = isHeader || (pass === 'deferred' && !deferred.has(record.ordinal));
        isHeader = false;
        if (skipped) continue;
        input.breathe();
        const read = record.broken ? { reject: 'brokenRow' as const } : readRow(record.cells, reading);
        if ('reject' in read) onFate(record, { fate: 'reject', reason: read.reject });
        else if (pass === 'first' && isNameOnly(read.row)) deferred.add(record.ordinal);
        else take(record, read.row);
      }
    }
  }
}

/**
 * The same for goods. What earlier rows would have made is known again by whose it is and its number, so that a later row of
 * the same thing joins it, as in the run.
 */
export async function lookThroughGoods(
  input: Omit<LookThrough, 'onFate'> & {
    readonly kind: GoodsKind;
    readonly currency: string;
    readonly onFate: (record: CsvRecord, fate: GoodsRowFate) => void;
  },
  base: Pick<GoodsBase, 'known' | 'goods'>,
): Promise<void> {
  const { kind, source, reading, options, currency, onFate } = input;
  const made = new Set<string>();
  let isHeader = options.hasHeader;
  for await (const records of readRecords(source)) {
    for (const record of records) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      input.breathe();
      const read = record.broken
        ? { reject: 'brokenRow' as const }
        : readGoodsRow(kind, record.cells, reading, currency);
      const look = 'reject' in read ? read : lookAtGoods(read, base);
      if ('reject' in read || 'reject' in look) {
        onFate(record, { fate: 'reject', reason: 'reject' in look ? look.reject : 'brokenRow' });
        continue;
      }
      const { customer, id } = look;
      const key = `${customer.id} ${sameInFile(kind, read.goods)}`;
      const fate = id !== undefined || made.has(key) ? 'merge' : 'create';
      made.add(key);
      onFate(record, { fate, customer: customer.name, goods: read.goods });
    }
  }
}
