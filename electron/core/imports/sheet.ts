import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { readSheet } from 'read-excel-file/universal';
import { Failure } from '../../../shared/contract/failure.ts';
import { type SheetCell, sheetCsv } from './csv-text.ts';
import { guardWorkbook } from './zip-guard.ts';

/** Rows written at once. */
const BATCH = 2000;

/**
 * Writes the first sheet of a workbook as CSV (UTF-8, commas, see `sheetCsv`), so that a workbook is read as a whole only
 * once and everything behind knows CSV only.
 *
 * Cells are text as a person sees it: a long number has all its digits and no exponent, a date is `2026-11-22`.
 *
 * @throws Failure `importFormat`, `importTruncated`, `importTooLarge`, `importEmpty`
 */
export async function writeSheet(upload: string, target: string): Promise<void> {
  const zip = readFileSync(upload);
  guardWorkbook(zip);
  const rows = await read(zip);
  if (rows.length === 0) throw new Failure('importEmpty');
  const file = openSync(target, 'w');
  try {
    for (let at = 0; at < rows.length; at += BATCH) {
      writeSync(file, sheetCsv(rows.slice(at, at + BATCH)));
    }
  } finally {
    closeSync(file);
  }
}

async function read(zip: Buffer): Promise<SheetCell[][]> {
  try {
    const { buffer, byteOffset, byteLength } = zip;
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    return (await readSheet<string>(bytes, 1, {
      parseNumber: numberText,
      trim: false,
    })) as unknown as SheetCell[][];
  } catch (cause) {
    // A zip that is whole, with parts that no spreadsheet program would write.
    throw new Failure('importFormat', {}, { cause });
  }
}

/** A number of the file as Excel's formula bar shows it: 15 digits, no exponent for whole ones. */
export function numberText(stored: string): string {
  if (/^-?\d{1,15}$/.test(stored)) return stored;
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}
