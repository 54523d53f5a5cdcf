import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ImportFormat } from '../../../shared/contract/imports.ts';
import { headerLines } from '../../../shared/domain/import/header-lines.ts';
import { looksLikeHeader } from '../../../shared/domain/import/mapping.ts';
import { detectDelimiter } from './csv-delimiter.ts';
import type { CsvRecord, Delimiter } from './csv-records.ts';
import { EncodingDetector } from './encoding.ts';
import type { ImportFolder } from './folder.ts';
import type { writeTable } from './made-table.ts';
import { piecesOf } from './pieces.ts';
import { readRecords, type Source } from './records.ts';

/** What a file is and how to read it; found out once and kept beside the file. */
export interface Inspection {
  readonly format: ImportFormat;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /** Records at the beginning that are a title, or the upper line of a header. */
  readonly skip: number;
  /** All records but those, a header included. */
  readonly records: number;
  readonly hasHeader: boolean;
  /** How long the file is that the records are read from; absent in those of before this was kept. */
  readonly bytes?: number;
  /** The first records. */
  readonly head: readonly CsvRecord[];
}

const HEAD = 200;
/** Text that is enough to tell the delimiter, bytes. */
const SAMPLE = 256 * 1024;
const ZIP = Buffer.from('PK\u0003\u0004');
/** Compound file of OLE: .xls of old, and every encrypted workbook. */
const OLE = Buffer.from('d0cf11e0', 'hex');

/**
 * Finds out what a received file is, and writes that down beside it. Reads the whole file: for a worker.
 *
 * @param progress hears of the records counted so far
 * @throws Failure `importEmpty`, `importFormat`, `importTruncated`, `importTooLarge`, `importEncoding`
 */
export async function inspect(
  folder: ImportFolder,
  progress: (records: number) => void = () => {},
): Promise<Inspection> {
  if (statSync(folder.upload).size === 0) throw new Failure('importEmpty');
  const magic = await firstBytes(folder.upload, 4);
  if (magic.equals(OLE)) throw new Failure('importFormat');
  const format = magic.equals(ZIP) ? 'xlsx' : formatOf(await firstBytes(folder.upload, 1024));
  const text = format === 'csv' ? await readForm(folder.upload) : await makeTable(folder, format);

  const source = sourceOf(folder, { format, ...text, skip: 0 });
  const head: CsvRecord[] = [];
  let records = 0;
  for await (const part of readRecords(source)) {
    if (head.length < HEAD) head.push(...part.slice(0, HEAD - head.length));
    records += part.length;
    progress(records);
  }
  if (records === 0) throw new Failure('importEmpty');
  const { skip, rows } = format === 'csv' || format === 'xlsx' ? cutHead(head) : { skip: 0, rows: head };
  const inspection: Inspection = {
    format,
    ...text,
    skip,
    records: records - skip,
    hasHeader: isHeader(rows),
    bytes: statSync(source.path).size,
    head: rows,
  };
  writeFileSync(folder.inspection, JSON.stringify(inspection));
  return inspection;
}

/** The first records without what stands above the header, which is then one line. What is no header is a row, whatever stands above. */
function cutHead(head: readonly CsvRecord[]): { readonly skip: number; readonly rows: readonly CsvRecord[] } {
  const { before, header } = headerLines(head.map((record) => record.cells));
  const rows = head
    .slice(before)
    .map((record, at) => (at === 0 && header ? { ...record, cells: header } : record));
  return before > 0 && isHeader(rows) ? { skip: before, rows } : { skip: 0, rows: head };
}

function isHeader(rows: readonly CsvRecord[]): boolean {
  const whole = rows.filter((record) => !record.broken);
  return whole[0] === rows[0] && looksLikeHeader(whole.slice(0, 50).map((record) => record.cells));
}

/** What an earlier `inspect` wrote down; undefined before it. */
export function readInspection(folder: ImportFolder): Inspection | undefined {
  try {
    return JSON.parse(readFileSync(folder.inspection, 'utf8')) as Inspection;
  } catch {
    return undefined;
  }
}

export const sourceOf = (
  folder: ImportFolder,
  {
    format,
    encoding,
    delimiter,
    skip,
    bytes,
  }: Pick<Inspection, 'format' | 'encoding' | 'delimiter' | 'skip' | 'bytes'>,
): Source => ({
  skip,
  bytes,
  path: format === 'csv' ? folder.upload : folder.sheet,
  encoding,
  delimiter,
  lines: format === 'csv' ? 'physical' : format === 'xlsx' ? 'ordinal' : 'made',
});

/** A table out of what is none. Loaded only when it is needed: the first preview of a table should not wait for it. */
async function makeTable(
  folder: ImportFolder,
  format: Exclude<ImportFormat, 'csv'>,
): Promise<{ encoding: string; delimiter: Delimiter }> {
  if (format === 'xlsx') {
    await (await import('./sheet.ts')).writeSheet(folder.upload, folder.sheet);
  } else {
    const { writeTable } = await import('./made-table.ts');
    const count =
      format === 'vcard'
        ? await writeCards(folder, writeTable)
        : await writeTable(
            folder.sheet,
            (await import('./phone-book.ts')).phoneBookRows(folder.upload, await encodingOf(folder.upload)),
          );
    // XML that is no phone book, or a card that is only its first line.
    if (count === 0) throw new Failure('importFormat');
  }
  return { encoding: 'utf-8', delimiter: ',' };
}

async function writeCards(folder: ImportFolder, write: typeof writeTable): Promise<number> {
  const { cardRows, ownTitles } = await import('./card-rows.ts');
  return write(folder.sheet, cardRows(folder.upload), await ownTitles(folder.upload));
}

/** By what it begins with, whatever it is called. */
function formatOf(head: Buffer): Exclude<ImportFormat, 'xlsx'> {
  const text = head.toString('latin1').replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, '');
  if (/^BEGIN:VCARD\b/i.test(text)) return 'vcard';
  return /^<(?:\?xml\b|[a-z]+[\s>])/i.test(text) && !/^<html\b/i.test(text) ? 'phoneBook' : 'csv';
}

/** What the XML says of itself, or UTF-8. */
async function encodingOf(path: string): Promise<string> {
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']/.exec(
    (await firstBytes(path, 200)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''),
  )?.[1];
  try {
    return new TextDecoder(declared ?? 'utf-8').encoding;
  } catch {
    throw new Failure('importEncoding');
  }
}

async function readForm(path: string): Promise<{ encoding: string; delimiter: Delimiter }> {
  const detector = new EncodingDetector();
  const sample: Buffer[] = [];
  let sampled = 0;
  const file = await open(path, 'r');
  try {
    for await (const piece of piecesOf(file)) {
      detector.push(piece);
      if (sampled < SAMPLE) sample.push(Buffer.from(piece));
      sampled += piece.length;
    }
  } finally {
    await file.close();
  }
  const encoding = detector.end();
  if (encoding === undefined) throw new Failure('importEncoding');
  return { encoding, delimiter: detectDelimiter(new TextDecoder(encoding).decode(Buffer.concat(sample))) };
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: count - 1 })) return chunk as Buffer;
  return Buffer.alloc(0);
}
