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
/** Characters. */
const MAX_RECORD = 1_000_000;

const LF = 10;
const CR = 13;

/** What stands at a place of the text: a record, one whose quote is not closed yet, or none. */
type Found =
  | { readonly cells: readonly string[]; readonly next: number; readonly lines: number }
  | 'open'
  | 'broken';

/**
 * Cuts text into records as it arrives, as csv-parse does with `trim` and `relax_quotes` (the tests compare the two), at
 * seven times its speed: it walks byte by byte, and hardly a line of a million has a quote at all. Any line end, ragged
 * rows and quotes inside unquoted cells are taken. Where quotes do not match, the one line is reported as broken and the
 * next is read. NULs are dropped, blank lines counted, not reported.
 *
 * @example const csv = new CsvReader(';'); for (const record of csv.push(text)) …; for (const record of csv.end()) …
 */
export class CsvReader {
  readonly #delimiter: Delimiter;
  #text = '';
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
    this.#text += text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
    return this.#read(false);
  }

  /** What is left after the last push. */
  end(): CsvRecord[] {
    return this.#read(true);
  }

  #read(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    const text = this.#text;
    const signs = new Signs(text);
    // Lines that are here to their end; the last one may be without.
    const stop = last ? text.length : wholeLines(text);
    let at = this.#dropping ? this.#drop(signs, stop) : 0;
    while (at < stop) {
      const found = this.#at(text, signs, at, stop);
      if (found === 'open' && !last && mayGoOn(text, at)) break;
      if (typeof found === 'string') at = this.#broken(text, signs, at, records);
      else {
        this.#keep(found.cells, false, records);
        this.#line += found.lines;
        at = found.next;
      }
    }
    if (!last && at >= stop && text.length - at > MAX_RECORD) {
      this.#keep(this.#cut(text.slice(at)), true, records);
      this.#dropping = true;
    }
    // Of a line that is dropped one character is enough: a CR may be half of a line end.
    this.#text = text.slice(this.#dropping ? Math.max(at, text.length - 1) : at);
    return records;
  }

  #at(text: string, signs: Signs, at: number, stop: number): Found {
    const end = signs.lineEnd(at);
    if (signs.quote(at) >= end.start) {
      if (end.start - at > MAX_RECORD) return 'broken';
      const cells = text.slice(at, end.start).split(this.#delimiter);
      for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).trim();
      return { cells, next: end.next, lines: 1 };
    }
    const found = this.#quoted(text, signs, at, stop);
    if (typeof found === 'string' || found.lines === 1) return found;
    return this.#swallowed(text.slice(at, found.next), found.cells.length) ? 'broken' : found;
  }

  /** A record with a quote somewhere in its first line. */
  #quoted(text: string, signs: Signs, at: number, stop: number): Found {
    const delimiter = this.#delimiter;
    const cells: string[] = [];
    let lines = 1;
    let from = at;
    for (;;) {
      let end = skipBlanks(text, from, delimiter);
      if (text[end] === '"') {
        const inside = quotedCell(text, end + 1, stop);
        if (inside === 'open') return 'open';
        lines += lineEnds(inside.cell);
        end = skipBlanks(text, inside.next, delimiter);
        if (lines > MAX_LINES + 1 || (end < stop && !endsCell(text, end, delimiter))) return 'broken';
        cells.push(inside.cell);
      } else {
        const line = signs.lineEnd(from).start;
        const cut = text.indexOf(delimiter, from);
        end = cut < 0 || cut > line ? line : cut;
        cells.push(text.slice(from, end).trim());
      }
      if (end - at > MAX_RECORD) return 'broken';
      if (end >= stop || text[end] !== delimiter) {
        return { cells, lines, next: end >= stop ? stop : signs.lineEnd(end).next };
      }
      from = end + 1;
    }
  }

  /** Reports the one line at `at` and returns where the next begins. */
  #broken(text: string, signs: Signs, at: number, records: CsvRecord[]): number {
    const end = signs.lineEnd(at);
    this.#keep(this.#cut(text.slice(at, end.start)), true, records);
    this.#line++;
    return end.next;
  }

  /** Where the line that is dropped ends. */
  #drop(signs: Signs, stop: number): number {
    if (stop === 0) return 0;
    this.#dropping = false;
    this.#line++;
    return signs.lineEnd(0).next;
  }

  #cut(line: string): string[] {
    return line.slice(0, MAX_RECORD).split(this.#delimiter);
  }

  #keep(cells: readonly string[], broken: boolean, records: CsvRecord[]): void {
    this.#ordinal++;
    if (!broken && cells.every((cell) => cell === '' || cell.trim() === '')) return;
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

/** Where the next line end and the next quote are; what was searched once is not searched again. */
class Signs {
  readonly #text: string;
  readonly #lf: Sign;
  readonly #cr: Sign;
  readonly #quote: Sign;

  constructor(text: string) {
    this.#text = text;
    [this.#lf, this.#cr, this.#quote] = [new Sign(text, '\n'), new Sign(text, '\r'), new Sign(text, '"')];
  }

  /** Where the line stops, and where the next one begins. */
  lineEnd(from: number): { readonly start: number; readonly next: number } {
    const [lf, cr] = [this.#lf.after(from), this.#cr.after(from)];
    if (lf < cr) return { start: lf, next: lf + 1 };
    if (cr === Number.POSITIVE_INFINITY) return { start: this.#text.length, next: this.#text.length };
    return { start: cr, next: lf === cr + 1 ? cr + 2 : cr + 1 };
  }

  /** Infinity when there is none. */
  quote(from: number): number {
    return this.#quote.after(from);
  }
}

class Sign {
  readonly #text: string;
  readonly #sign: string;
  /** The first one from there on is at `#at`. */
  #from = 0;
  #at = -1;

  constructor(text: string, sign: string) {
    [this.#text, this.#sign] = [text, sign];
  }

  after(from: number): number {
    if (from < this.#from || from > this.#at) {
      const found = this.#text.indexOf(this.#sign, from);
      this.#at = found < 0 ? Number.POSITIVE_INFINITY : found;
      this.#from = from;
    }
    return this.#at;
  }
}

/** The cell whose opening quote is before `from`, and where what follows its closing quote begins. */
function quotedCell(
  text: string,
  from: number,
  stop: number,
): { readonly cell: string; readonly next: number } | 'open' {
  let cell = '';
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote >= stop) return 'open';
    cell += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { cell, next: quote + 1 };
    cell += '"';
    from = quote + 2;
  }
}

/** The first that is neither a space nor an end of the cell; a tab may be a delimiter. */
function skipBlanks(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (at < text.length && !endsCell(text, at, delimiter) && (text[at] as string).trim() === '') at++;
  return at;
}

function endsCell(text: string, at: number, delimiter: Delimiter): boolean {
  const code = text.charCodeAt(at);
  return code === LF || code === CR || text[at] === delimiter;
}

/** A record that is not closed at the end of what is here may be closed by what comes. */
const mayGoOn = (text: string, at: number): boolean =>
  text.length - at <= MAX_RECORD && lineEnds(text.slice(at, wholeLines(text))) <= MAX_LINES;

const lineEnds = (text: string): number =>
  text.includes('\n') || text.includes('\r') ? (text.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;

/** Length of the lines that are whole. A CR at the very end may be half of a CRLF. */
const wholeLines = (text: string): number =>
  Math.max(text.lastIndexOf('\n'), text.slice(0, -1).lastIndexOf('\r')) + 1;
