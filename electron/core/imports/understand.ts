import type { ImportPosition } from '../../../db/types.ts';
import { type GoodsKind, readGoodsRow } from '../../../shared/domain/import/goods-row.ts';
import { isNameOnly } from '../../../shared/domain/import/plan.ts';
import { type RowReading, readRow } from '../../../shared/domain/import/row.ts';
import type { CsvRecord } from './csv-records.ts';
import type { ReadyRow } from './ready-row.ts';
import { readRecords, type Source } from './records.ts';
import { BATCH } from './row-channel.ts';

export interface Understanding {
  readonly source: Source;
  readonly reading: RowReading;
  readonly hasHeader: boolean;
  /** Absent: each row is a customer. */
  readonly goods?: { readonly kind: GoodsKind; readonly currency: string } | undefined;
  /** Where an earlier run came to; absent: from the beginning. */
  readonly from?: Pick<ImportPosition, 'pass' | 'ordinal'> | undefined;
}

/**
 * All records of a file as rows, in the order in which they are to be taken in: those that only a name identifies come in
 * a second reading, after all others (see `planRow`).
 *
 * @param send takes the next rows; false ends the reading
 */
export async function understand(input: Understanding, send: (rows: ReadyRow[]) => boolean): Promise<void> {
  const { source, reading, hasHeader, goods, from } = input;
  const late = new Ordinals();
  let batch: ReadyRow[] = [];
  const flush = (): boolean => {
    const rows = batch;
    batch = [];
    return rows.length === 0 || send(rows);
  };

  /** One reading of the file; false when nobody wants more. */
  async function pass(take: (record: CsvRecord) => ReadyRow | undefined): Promise<boolean> {
    let header = hasHeader;
    for await (const records of readRecords(source)) {
      for (const record of records) {
        if (header) {
          header = false;
          continue;
        }
        const ready = take(record);
        if (ready) batch.push(ready);
        if (batch.length >= BATCH && !flush()) return false;
      }
    }
    return flush();
  }

  function read(record: CsvRecord, number: 1 | 2): ReadyRow {
    const { ordinal, line, cells } = record;
    const head = { pass: number, ordinal, line };
    if (record.broken) return { ...head, reject: 'brokenRow', cells };
    if (goods) {
      const read = readGoodsRow(goods.kind, cells, reading, goods.currency);
      // Whose it is shows only at the base: such a row may be refused there.
      return 'reject' in read ? { ...head, reject: read.reject, cells } : { ...head, goods: read, cells };
    }
    const result = readRow(cells, reading);
    return 'reject' in result ? { ...head, reject: result.reject, cells } : { ...head, row: result.row };
  }

  const done = { 1: from?.pass === 2 ? Number.POSITIVE_INFINITY : (from?.ordinal ?? 0), 2: 0 };
  if (from?.pass === 2) done[2] = from.ordinal;
  let wanted = true;
  if (done[1] < Number.POSITIVE_INFINITY) {
    wanted = await pass((record) => {
      // What was done before is not understood again here; the second reading looks at it.
      if (record.ordinal <= done[1]) return late.add(record.ordinal);
      const ready = read(record, 1);
      return ready.row !== undefined && isNameOnly(ready.row) ? late.add(record.ordinal) : ready;
    });
  }
  if (!wanted || (late.none && from === undefined)) return;
  await pass((record) => {
    const { ordinal } = record;
    if (ordinal <= done[2] || (from?.pass !== 2 && !late.has(ordinal))) return undefined;
    const ready = read(record, 2);
    return ready.row !== undefined && isNameOnly(ready.row) ? { ...ready, cells: record.cells } : undefined;
  });
}

/** A set of ordinals, a bit for each. */
class Ordinals {
  #bits = new Uint8Array(1024);
  none = true;

  add(ordinal: number): undefined {
    const byte = ordinal >> 3;
    if (byte >= this.#bits.length) {
      const wider = new Uint8Array(2 * byte);
      wider.set(this.#bits);
      this.#bits = wider;
    }
    this.#bits[byte] = (this.#bits[byte] as number) | (1 << (ordinal & 7));
    this.none = false;
  }

  has(ordinal: number): boolean {
    return (((this.#bits[ordinal >> 3] ?? 0) >> (ordinal & 7)) & 1) === 1;
  }
}
