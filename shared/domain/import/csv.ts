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

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

// A quoted cell may span lines, but one quote too many must not swallow the file.
const MAX_LINES = 60;
const MAX_RECORD = 1_000_000;

/** Characters that are enough to tell the delimiter. */
const SAMPLE = 100_000;

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;

interface LineEnd {
  /** Where the line stops, and where the next one begins. */
  readonly start: number;
  readonly next: number;
}

type Scan = 'more' | 'broken' | { readonly cells: string[]; readonly next: number; readonly lines: number };

/**
 * Cuts text into records as it arrives (RFC 4180 with what is met in the wild: any line end, ragged rows, quotes inside
 * unquoted cells, NULs). csv-parse stops, or swallows up to the next quote, where quotes do not match; here that line is
 * reported as broken and reading goes on with the next line. Blank lines are counted, not reported.
 *
 * @example const csv = new CsvCutter(';'); for (const record of csv.push(text)) …; for (const record of csv.end()) …
 */
export class CsvCutter {
  readonly #delimiter: string;
  readonly #code: number;
  #text = '';
  #line = 1;
  #ordinal = 0;
  /** Cells of most records so far: what tells a cell over several lines from a swallowed row. */
  #width = 0;
  /** Inside a line too long to keep: everything up to its end is dropped. */
  #dropping = false;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter;
    this.#code = delimiter.charCodeAt(0);
  }

  push(text: string): CsvRecord[] {
    this.#text += text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
    return this.#cut(false);
  }

  /** What is left after the last push. */
  end(): CsvRecord[] {
    return this.#cut(true);
  }

  #cut(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < this.#text.length) {
      if (this.#dropping) {
        const end = this.#lineEnd(at, last);
        if (end === undefined) {
          at = this.#text.length;
          break;
        }
        this.#dropping = false;
        this.#line++;
        at = end.next;
        continue;
      }
      const scan = this.#scan(at, last);
      if (scan === 'more') break;
      if (scan === 'broken') {
        const end = this.#lineEnd(at, last);
        if (end === undefined && !last && this.#text.length - at <= MAX_RECORD) break;
        at = this.#broken(at, end, last, records);
        continue;
      }
      this.#keep(scan.cells, false, records);
      this.#line += scan.lines;
      at = scan.next;
    }
    this.#text = this.#text.slice(at);
    return records;
  }

  #keep(cells: string[], broken: boolean, records: CsvRecord[]): void {
    this.#ordinal++;
    if (!broken && cells.every((cell) => cell.trim() === '')) return;
    if (!broken && this.#width === 0) this.#width = cells.length;
    records.push({ line: this.#line, ordinal: this.#ordinal, cells, broken });
  }

  /** Reports the one line at `at` and returns where the next begins. */
  #broken(at: number, end: LineEnd | undefined, last: boolean, records: CsvRecord[]): number {
    const stop = Math.min(end?.start ?? this.#text.length, at + MAX_RECORD);
    this.#keep(this.#text.slice(at, stop).split(this.#delimiter), true, records);
    if (end === undefined) {
      this.#dropping = !last;
      return this.#text.length;
    }
    this.#line++;
    return end.next;
  }

  /** One record from `at`. `more`: its end is not here yet. */
  #scan(at: number, last: boolean): Scan {
    const text = this.#text;
    const cells: string[] = [];
    let cell = at;
    let lines = 0;
    let from = at;
    for (;;) {
      // A cell begins at `from`; spaces before a quote are spaces and not content.
      let i = from;
      while (text.charCodeAt(i) === SPACE) i++;
      if (i >= text.length && !last) return at + MAX_RECORD < i ? 'broken' : 'more';
      if (text.charCodeAt(i) === QUOTE) {
        const quoted = this.#quoted(i + 1, at, last);
        if (typeof quoted === 'string') return quoted;
        cells.push(quoted.value);
        lines += quoted.lines;
        i = quoted.next;
      } else {
        cell = from;
        i = this.#bare(i);
        if (i >= text.length && !last) return i - at > MAX_RECORD ? 'broken' : 'more';
        cells.push(text.slice(cell, i));
      }
      const code = i < text.length ? text.charCodeAt(i) : LF;
      if (code === this.#code) {
        from = i + 1;
        continue;
      }
      // A CR at the very end may be half of a CRLF.
      if (code === CR && i + 1 >= text.length && !last) return 'more';
      const next = code === CR && text.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
      if (lines > 0 && this.#swallowed(text.slice(at, i), cells.length)) return 'broken';
      return { cells, next, lines: lines + 1 };
    }
  }

  /**
   * Did a stray quote run on into its neighbours, up to another stray one? Then the record has another width than the
   * file, and there is a line inside that is a row by itself. A wide record may have such a line at its end by right.
   */
  #swallowed(record: string, width: number): boolean {
    if (this.#width < 2 || width === this.#width) return false;
    const inside = record.split(/\r\n|\r|\n/).slice(1, width < this.#width ? undefined : -1);
    return inside.some((line) => line.split(this.#delimiter).length >= this.#width);
  }

  /** The end of an unquoted cell: a delimiter, a line end, or the end of the text. */
  #bare(from: number): number {
    const text = this.#text;
    let i = from;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === this.#code || code === LF || code === CR) break;
    }
    return i;
  }

  #quoted(
    from: number,
    start: number,
    last: boolean,
  ): 'more' | 'broken' | { readonly value: string; readonly next: number; readonly lines: number } {
    const text = this.#text;
    let i = from;
    let lines = 0;
    let escaped = false;
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) lines++;
      if (lines > MAX_LINES || i - start > MAX_RECORD) return 'broken';
      if (code !== QUOTE) continue;
      if (text.charCodeAt(i + 1) === QUOTE) {
        escaped = true;
        i++;
        continue;
      }
      let next = i + 1;
      while (text.charCodeAt(next) === SPACE) next++;
      if (next >= text.length && !last) return 'more';
      const after = next < text.length ? text.charCodeAt(next) : LF;
      if (after !== this.#code && after !== LF && after !== CR) return 'broken';
      const value = text.slice(from, i);
      return { value: escaped ? value.replaceAll('""', '"') : value, next, lines };
    }
    return last ? 'broken' : 'more';
  }

  #lineEnd(at: number, last: boolean): LineEnd | undefined {
    const text = this.#text;
    for (let i = at; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === LF) return { start: i, next: i + 1 };
      if (code !== CR) continue;
      if (i + 1 >= text.length && !last) return undefined;
      return { start: i, next: text.charCodeAt(i + 1) === LF ? i + 2 : i + 1 };
    }
    return undefined;
  }
}

/** Excel's own hint in the first line: `sep=;`. */
export function separatorHint(
  text: string,
): { readonly delimiter: Delimiter; readonly length: number } | undefined {
  const found = /^sep=([,;|\t])(\r\n|\r|\n)/i.exec(text);
  return found ? { delimiter: found[1] as Delimiter, length: found[0].length } : undefined;
}

/** The delimiter under which most of the first records have the same number of cells, and more than one. */
export function detectDelimiter(text: string): Delimiter {
  const hint = separatorHint(text);
  if (hint) return hint.delimiter;
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const cutter = new CsvCutter(delimiter);
    const records = [...cutter.push(text.slice(0, SAMPLE)), ...(text.length <= SAMPLE ? cutter.end() : [])];
    const score = evenness(records.slice(0, 200).map((record) => record.cells.length));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Share of the most frequent width, wider a little better; 0 when that is one cell. */
function evenness(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0];
  return width < 2 ? 0 : (count / widths.length) * (1 + Math.min(width, 20) / 40);
}
