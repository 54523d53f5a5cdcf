import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Failure } from '../../../shared/contract/failure.ts';
import type { SharedStrings } from './shared-strings.ts';
import { type ExcelStyles, NO_STYLES, readStyles } from './workbook-cells.ts';
import type { Zip } from './zip.ts';

/** What is read of a workbook besides its first sheet. */
export interface Workbook {
  readonly sheet: string;
  readonly styles: ExcelStyles;
  readonly strings: string | undefined;
}

type Attributes = SaxesTagPlain['attributes'];
/** Of the text of an element: a rich text is in pieces, and a phonetic guide (`rPh`) is none of it. */
interface Listener {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
}

/** Excel's own bounds. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Merged cells that are remembered; a sheet with more is a picture and no table. */
const MOST_MERGES = 100_000;

/** @throws Failure `importFormat`: a zip, but no workbook */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.has('xl/workbook.xml')) throw new Failure('importFormat');
  let first: string | undefined;
  let date1904 = false;
  await parse(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'sheet') first ??= attributes['r:id'] ?? attributes.id ?? '';
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    },
    text() {},
    close() {},
  });
  const targets = new Map<string, string>();
  const rels = 'xl/_rels/workbook.xml.rels';
  if (zip.has(rels)) {
    await parse(zip, rels, {
      open(name, { Id, Target }) {
        if (name === 'Relationship' && Id && Target)
          targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
      },
      text() {},
      close() {},
    });
  }
  const sheet = [targets.get(first ?? ''), 'xl/worksheets/sheet1.xml'].find(
    (name) => name !== undefined && zip.has(name),
  );
  if (sheet === undefined) throw new Failure('importFormat');
  const styles = zip.has('xl/styles.xml')
    ? await readStyles((listener) => parse(zip, 'xl/styles.xml', listener), date1904)
    : { ...NO_STYLES, date1904 };
  const strings = zip.has('xl/sharedStrings.xml') ? 'xl/sharedStrings.xml' : undefined;
  return { sheet, styles, strings };
}

export async function readStrings(zip: Zip, name: string, strings: SharedStrings): Promise<void> {
  let text = '';
  let wanted = false;
  let aside = false;
  await parse(zip, name, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') aside = true;
      wanted = tag === 't' && !aside;
    },
    text(piece) {
      if (wanted) text += piece;
    },
    close(tag) {
      wanted = false;
      if (tag === 'rPh') aside = false;
      else if (tag === 'si') strings.add(text);
    },
  });
}

/** Columns whose value goes on over several rows, as sheets do with a firm over its people: the last row by first row and column. */
export type Merges = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Merged cells stand behind the cells, so they are looked for before. */
export async function readMerges(zip: Zip, sheet: string): Promise<Merges> {
  const merges = new Map<number, Map<number, number>>();
  let tail = '';
  let count = 0;
  await zip.read(sheet, (chunk) => {
    // Not parsed: letters of a cell are escaped, so these are never text.
    const text = tail + chunk.toString('latin1');
    for (const [, reference] of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,30})"/g)) {
      const [from, to] = (reference ?? '').split(':').map(cellAt);
      if (!from || !to || to.row <= from.row || ++count > MOST_MERGES) continue;
      const row = merges.get(from.row) ?? new Map<number, number>();
      merges.set(from.row, row.set(from.column, to.row));
    }
    tail = text.slice(text.lastIndexOf('<'));
    if (tail.length > 500) tail = '';
  });
  return merges;
}

/**
 * The rows of a sheet in order, empty ones included, with their cells as a person sees them. Of a formula the value is
 * taken that the spreadsheet program kept beside it.
 */
export async function readRows(
  zip: Zip,
  { sheet, styles }: Workbook,
  merges: Merges,
  strings: SharedStrings | undefined,
  take: (cells: readonly string[]) => void,
): Promise<void> {
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = '';
  let value = '';
  let wanted = false;
  /** Values that go on, by column. */
  const going = new Map<number, { readonly until: number; readonly value: string }>();

  function cell(): string {
    switch (type) {
      case 's':
        return strings?.get(Number(value)) ?? '';
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'e':
        return '';
      case 'str':
      case 'inlineStr':
        return value;
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00(:00(\.0+)?)?Z?$/, '');
      default:
        return value === '' ? '' : styles.shown(value, Number(style || 0));
    }
  }

  function endRow(): void {
    for (const [at, last] of merges.get(row) ?? []) {
      going.set(at, { until: last, value: cells[at] ?? '' });
    }
    for (const [at, { until, value: text }] of going) {
      if (row > until) going.delete(at);
      else {
        while (cells.length <= at) cells.push('');
        if (cells[at] === '') cells[at] = text;
      }
    }
    take(cells);
    cells = [];
    column = -1;
  }

  await parse(zip, sheet, {
    open(tag, attributes) {
      if (tag === 'row') {
        const next = Number(attributes.r ?? row + 1);
        if (!(next > row)) throw new Failure('importFormat');
        // More than a spreadsheet program can hold: whatever wrote it, a table as text has no such bound.
        if (next > MOST_ROWS) throw new Failure('importTooLarge', { rows: MOST_ROWS });
        for (row += 1; row < next; row += 1) endRow();
      } else if (tag === 'c') {
        column = attributes.r === undefined ? column + 1 : (cellAt(attributes.r)?.column ?? column + 1);
        if (column >= MOST_COLUMNS) throw new Failure('importFormat');
        [type, style, value] = [attributes.t ?? 'n', attributes.s ?? '', ''];
      }
      wanted = tag === 'v' || tag === 't';
    },
    text(piece) {
      if (wanted) value += piece;
    },
    close(tag) {
      wanted = false;
      if (tag === 'c') {
        while (cells.length <= column) cells.push('');
        cells[column] = cell();
      } else if (tag === 'row') endRow();
    },
  });
}

/** "B12" as numbers; columns from 0, rows from 1. */
function cellAt(reference: string): { readonly row: number; readonly column: number } | undefined {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (found === null) return undefined;
  const column = [...(found[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(found[2]), column };
}

async function parse(zip: Zip, name: string, listener: Listener): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder();
  const local = (tag: string) => tag.slice(tag.indexOf(':') + 1);
  let fault: Error | undefined;
  parser.on('error', (error) => {
    fault ??= error;
  });
  parser.on('opentag', ({ name: tag, attributes }) => listener.open(local(tag), attributes));
  parser.on('closetag', ({ name: tag }) => listener.close(local(tag)));
  parser.on('text', (text) => listener.text(text));
  parser.on('cdata', (text) => listener.text(text));
  const write = (text: string) => {
    parser.write(text);
    // A zip that is whole, with parts that no spreadsheet program would write.
    if (fault) throw new Failure('importFormat', {}, { cause: fault });
  };
  await zip.read(name, (chunk) => write(decoder.decode(chunk, { stream: true })));
  write(decoder.decode());
  parser.close();
  if (fault) throw new Failure('importFormat', {}, { cause: fault });
}
