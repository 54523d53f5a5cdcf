import { closeSync, openSync, writeSync } from 'node:fs';
import { Failure } from '../../../shared/contract/failure.ts';
import { sheetCsv } from './csv-text.ts';
import { UNPACKED_LIMIT } from './limits.ts';
import { SharedStrings } from './shared-strings.ts';
import { readMerges, readRows, readStrings, readWorkbook } from './workbook.ts';
import { openZip } from './zip.ts';

/** Rows written at once. */
const BATCH = 2000;

/**
 * Writes the first sheet of a workbook as CSV (UTF-8, commas, see `sheetCsv`), so that everything behind knows CSV only.
 * Read piece by piece: a million rows take no more memory than a thousand.
 *
 * Cells are text as a person sees it: a long number has all its digits and no exponent, a date is `2026-11-22`, and a cell
 * that is merged over several rows is in each of them.
 *
 * @throws Failure `importFormat`, `importTruncated`, `importTooLarge`, `importEmpty`
 */
export async function writeSheet(upload: string, target: string): Promise<void> {
  const zip = await openZip(upload, UNPACKED_LIMIT);
  const workbook = await readWorkbook(zip);
  const strings = workbook.strings === undefined ? undefined : new SharedStrings(`${target}.strings`);
  const file = openSync(target, 'w', 0o600);
  let rows: (readonly string[])[] = [];
  let any = false;
  const flush = (): void => {
    if (rows.length > 0) writeSync(file, sheetCsv(rows));
    rows = [];
  };
  try {
    if (strings && workbook.strings) await readStrings(zip, workbook.strings, strings);
    const merges = await readMerges(zip, workbook.sheet);
    await readRows(zip, workbook, merges, strings, (cells) => {
      any ||= cells.some((cell) => cell !== '');
      rows.push(cells);
      if (rows.length >= BATCH) flush();
    });
    flush();
    if (!any) throw new Failure('importEmpty');
  } finally {
    closeSync(file);
    strings?.close();
  }
}
