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

/** Rows of a sheet as CSV: every cell quoted, one record for each row, blank ones included. */
export const sheetCsv = (rows: readonly (readonly string[])[]): string =>
  // A row without cells would be a blank line; `""` keeps its place.
  `${rows.map((row) => (row.length > 0 ? row.map(quoted).join(',') : '""')).join('\r\n')}\r\n`;

// By hand: csv-stringify takes 20 s for a million rows, of which it needs one.
const quoted = (text: string): string =>
  `"${(text.includes('"') ? text.replaceAll('"', '""') : text).replaceAll('\r\n', '\n')}"`;
