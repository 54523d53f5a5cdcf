import { type Options, stringify } from 'csv-stringify/sync';
import { neutralise } from '../../../shared/domain/import/formula.ts';

const SAFE: Options = {
  record_delimiter: 'windows',
  // With a `record_delimiter` of our own it would leave a lone LF or CR unquoted.
  quote_record_delimiter: true,
  // Whatever the delimiter: the reader's program may expect another one.
  quoted_match: /[,;\t]/,
  // Not `escape_formulas`, which looks at the first character only: Excel runs ` =1` too.
  cast: { string: neutralise },
};

/** Rows as CSV for a spreadsheet program, formula-safe, each ended by CRLF (RFC 4180). */
export const safeCsv = (rows: readonly (readonly string[])[], delimiter: string): string =>
  stringify([...rows], { ...SAFE, delimiter });

const SHEET: Options = {
  record_delimiter: 'windows',
  quoted: true,
  quoted_empty: true,
  cast: {
    string: (text) => text.replaceAll('\r\n', '\n'),
    boolean: String,
    date: dateText,
  },
};

export type SheetCell = string | boolean | Date | null;

/** Rows of a sheet as CSV: every cell quoted, one record for each row, blank ones included. */
export const sheetCsv = (rows: readonly (readonly SheetCell[])[]): string =>
  // A row without cells would be a blank line; `""` keeps its place.
  stringify(
    rows.map((row) => (row.length > 0 ? row : [''])),
    SHEET,
  );

function dateText(date: Date): string {
  const iso = Number.isNaN(date.valueOf()) ? '' : date.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}
