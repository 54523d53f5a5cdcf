import { safeCsv } from '../../imports/csv-text.ts';
import type { Cell, Table } from './table.ts';

/** Rows that become text at once. */
const BATCH = 1000;

/** UTF-8 with a BOM, which Excel needs to read it as such; formula-safe. */
export function csvFile({ titles, rows }: Table, delimiter: string): Buffer<ArrayBuffer> {
  const parts = [Buffer.from(`\ufeff${safeCsv([titles], delimiter)}`)];
  let batch: string[][] = [];
  const flush = () => {
    parts.push(Buffer.from(safeCsv(batch, delimiter)));
    batch = [];
  };
  for (const row of rows) {
    batch.push(row.map(asText));
    if (batch.length === BATCH) flush();
  }
  if (batch.length > 0) flush();
  return Buffer.concat(parts);
}

function asText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.wallClock : String(cell);
}
