import { closeSync, openSync, writeSync } from 'node:fs';
import { EXPORT_COLUMNS, type ExportColumn, exportTitles } from '../../../shared/domain/export/columns.ts';
import { faithful } from '../../../shared/domain/import/formula.ts';
import type { CsvRecord } from './csv-records.ts';
import { sheetCsv } from './csv-text.ts';

/** One entry of a file that is no table: an electronic card, an entry of a phone book. */
export interface MadeRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  /** It could not be read; its cells are what was understood of it. */
  readonly broken: boolean;
  readonly cells: Readonly<Partial<Record<ExportColumn, string>>>;
  /** By the titles of further columns. */
  readonly more?: Readonly<Record<string, string>>;
}

/** Rows written at once. */
const BATCH = 1000;
const BROKEN = '!';
/** The separator of lines that only Unicode knows: a cell with very many line breaks looks like a quote that is not closed. */
const LINE = '\u2028';

/**
 * Writes a file that is no table as one, under the titles that an export has: everything behind knows tables only, and there
 * is nothing to map. Its first column is where the entry stands in the file; `madeRecord` takes it off again.
 */
export async function writeTable(
  path: string,
  rows: AsyncIterable<MadeRow> | Iterable<MadeRow>,
  furtherTitles: readonly string[] = [],
): Promise<number> {
  const file = openSync(path, 'w', 0o600);
  try {
    let waiting: string[][] = [['1', ...exportTitles('en'), ...furtherTitles]];
    let count = 0;
    const flush = () => {
      if (waiting.length > 0) writeSync(file, sheetCsv(waiting));
      waiting = [];
    };
    // Nobody guarded what stands there, so nothing of it may be taken for a guard.
    const inLines = (text = '') => faithful(text).replaceAll('\n', LINE);
    for await (const { line, broken, cells, more } of rows) {
      count += 1;
      const place = broken ? `${line}${BROKEN}` : String(line);
      waiting.push([
        place,
        ...EXPORT_COLUMNS.map((column) => inLines(cells[column])),
        ...furtherTitles.map((title) => inLines(more?.[title])),
      ]);
      if (waiting.length >= BATCH) flush();
    }
    flush();
    return count;
  } finally {
    closeSync(file);
  }
}

/** A record of such a table, with the place of its entry. */
export function madeRecord({ cells: [place = '', ...written], ordinal, broken }: CsvRecord): CsvRecord {
  const cells = written.map((cell) => cell.replaceAll(LINE, '\n'));
  return { cells, ordinal, line: Number.parseInt(place, 10), broken: broken || place.endsWith(BROKEN) };
}
