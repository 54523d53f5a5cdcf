import { CsvError, type Options, parse } from 'csv-parse/sync';

/** One record of a delimited file. */
export interface CsvRecord {
  /** Physical line where it begins, from 1. */
  readonly line: number;
  /** Position in the file, from 1, blank ones included: a sheet's row number when the file was one. */
  readonly ordinal: number;
  readonly cells: readonly string[];
  /** Its quotes do not match; `cells` is then the one line, cut at the delimiters as it stands. */
  readonly broken: boolean;
}

export type Delimiter = ',' | ';' | '\t' | '|';

// A quoted cell may span lines, but one quote too many must not swallow the file.
const MAX_LINES = 60;
/** Bytes of UTF-8. */
const MAX_RECORD = 1_000_000;

const LF = 10;
const CR = 13;

// Together they take quotes inside an unquoted cell as they are, and refuse anything but spaces behind a closing quote;
// without `trim`, `relax_quotes` would take that too, and with it all rows up to such a quote.
const GRAMMAR: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  trim: true,
};

/** csv-parse is content with a record, and we are not. */
class Unsound extends Error {}

/**
 * Cuts text into records as it arrives. What a record is, csv-parse says, also for what is met in the wild: any line
 * end, ragged rows, quotes inside unquoted cells. Where quotes do not match it stops, or drops the rest; here the one
 * line is reported as broken, and csv-parse goes on with the next. NULs are dropped, blank lines counted, not reported.
 *
 * @example const csv = new CsvReader(';'); for (const record of csv.push(text)) …; for (const record of csv.end()) …
 */
export class CsvReader {
  readonly #delimiter: Delimiter;
  #bytes: Buffer = Buffer.alloc(0);
  #line = 1;
  #ordinal = 0;
  /** Cells of the first record: what tells a cell over several lines from a swallowed row. */
  #width = 0;
  /** Inside a line too long to keep: everything up to its end is dropped. */
  #dropping = false;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
  }

  push(text: string): CsvRecord[] {
    this.#bytes = Buffer.concat([this.#bytes, Buffer.from(text.replaceAll('\u0000', ''))]);
    return this.#read(false);
  }

  /** What is left after the last push. */
  end(): CsvRecord[] {
    return this.#read(true);
  }

  #read(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    const bytes = this.#bytes;
    // Lines that are here to their end; the last one may be without.
    const stop = last ? bytes.length : wholeLines(bytes);
    let at = this.#dropping ? this.#drop(bytes, stop) : 0;
    while (at < stop) {
      const sound = this.#sound(bytes, at, stop, records);
      at = sound.next;
      if (at >= stop || (sound.open && !last && mayGoOn(bytes, at))) break;
      at = this.#broken(bytes, at, records);
    }
    if (!last && at >= stop && bytes.length - at > MAX_RECORD) {
      this.#keep(this.#cut(bytes.subarray(at)), true, records);
      this.#dropping = true;
    }
    // Of a line that is dropped one byte is enough: a CR may be half of a line end.
    this.#bytes = bytes.subarray(this.#dropping ? Math.max(at, bytes.length - 1) : at);
    return records;
  }

  /**
   * Keeps the records from `at` up to the first that is none.
   *
   * @returns where that begins, and whether it is only not closed yet; `stop` when there is none
   */
  #sound(
    bytes: Buffer,
    at: number,
    stop: number,
    records: CsvRecord[],
  ): { readonly next: number; readonly open: boolean } {
    let next = at;
    const onRecord = (cells: string[], info: { readonly bytes: number }): null => {
      const end = at + info.bytes;
      // Not from csv-parse, which counts a CRLF inside a cell twice.
      const lines = 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
      const tooLong = end - next > MAX_RECORD || lines > MAX_LINES + 1;
      if (tooLong || (lines > 1 && this.#swallowed(bytes.toString('utf8', next, end), cells.length))) {
        throw new Unsound();
      }
      this.#keep(cells, false, records);
      this.#line += lines;
      next = end;
      return null;
    };
    try {
      parse(bytes.subarray(at, stop), { ...GRAMMAR, delimiter: this.#delimiter, on_record: onRecord });
      return { next: stop, open: false };
    } catch (error) {
      if (!(error instanceof CsvError || error instanceof Unsound)) throw error;
      return { next, open: error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' };
    }
  }

  /** Reports the one line at `at` and returns where the next begins. */
  #broken(bytes: Buffer, at: number, records: CsvRecord[]): number {
    const end = lineEnd(bytes, at);
    this.#keep(this.#cut(bytes.subarray(at, end.start)), true, records);
    this.#line++;
    return end.next;
  }

  /** Where the line that is dropped ends. */
  #drop(bytes: Buffer, stop: number): number {
    if (stop === 0) return 0;
    this.#dropping = false;
    this.#line++;
    return lineEnd(bytes, 0).next;
  }

  #cut(line: Buffer): string[] {
    return line.toString('utf8', 0, MAX_RECORD).split(this.#delimiter);
  }

  #keep(cells: string[], broken: boolean, records: CsvRecord[]): void {
    this.#ordinal++;
    if (!broken && cells.every((cell) => cell.trim() === '')) return;
    if (!broken && this.#width === 0) this.#width = cells.length;
    records.push({ line: this.#line, ordinal: this.#ordinal, cells, broken });
  }

  /**
   * Did a stray quote run on into its neighbours, up to another stray one? Then the record has another width than the
   * file, and there is a line inside that is a row by itself. A wide record may have such a line at its end by right.
   */
  #swallowed(record: string, width: number): boolean {
    if (this.#width < 2 || width === this.#width) return false;
    const lines = record.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/);
    const inside = lines.slice(1, width < this.#width ? undefined : -1);
    return inside.some((line) => line.split(this.#delimiter).length >= this.#width);
  }
}

/** A record that is not closed at the end of what is here may be closed by what comes. */
const mayGoOn = (bytes: Buffer, at: number): boolean =>
  bytes.length - at <= MAX_RECORD &&
  lineEnds(bytes.toString('utf8', at, at + wholeLines(bytes.subarray(at)))) <= MAX_LINES;

const lineEnds = (text: string): number =>
  text.includes('\n') || text.includes('\r') ? (text.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;

/** Length of the lines that are whole. A CR at the very end may be half of a CRLF. */
const wholeLines = (bytes: Buffer): number =>
  Math.max(bytes.lastIndexOf(LF), bytes.subarray(0, -1).lastIndexOf(CR)) + 1;

/** Where the line stops, and where the next one begins. */
function lineEnd(bytes: Buffer, from: number): { readonly start: number; readonly next: number } {
  const [lf, cr] = [bytes.indexOf(LF, from), bytes.indexOf(CR, from)];
  if (lf < 0 && cr < 0) return { start: bytes.length, next: bytes.length };
  if (cr < 0 || (lf >= 0 && lf < cr)) return { start: lf, next: lf + 1 };
  return { start: cr, next: lf === cr + 1 ? cr + 2 : cr + 1 };
}
