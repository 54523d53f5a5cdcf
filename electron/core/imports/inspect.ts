import { createReadStream, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Failure } from '../../../shared/contract/failure.ts';
import { looksLikeHeader } from '../../../shared/domain/import/mapping.ts';
import { detectDelimiter } from './csv-delimiter.ts';
import type { CsvRecord, Delimiter } from './csv-records.ts';
import { EncodingDetector } from './encoding.ts';
import type { ImportFolder } from './folder.ts';
import { readRecords, type Source } from './records.ts';

/** What a file is and how to read it; found out once and kept beside the file. */
export interface Inspection {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /** All records, a header included. */
  readonly records: number;
  readonly hasHeader: boolean;
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
 * @throws Failure `importEmpty`, `importFormat`, `importTruncated`, `importTooLarge`, `importEncoding`
 */
export async function inspect(folder: ImportFolder): Promise<Inspection> {
  if (statSync(folder.upload).size === 0) throw new Failure('importEmpty');
  const magic = await firstBytes(folder.upload, 4);
  if (magic.equals(OLE)) throw new Failure('importFormat');
  const isZip = magic.equals(ZIP);
  // Loaded only for a workbook: most files are none, and the first preview should not wait for it.
  if (isZip) await (await import('./sheet.ts')).writeSheet(folder.upload, folder.sheet);
  const text = isZip ? { encoding: 'utf-8', delimiter: ',' as const } : await readForm(folder.upload);

  const source = sourceOf(folder, { format: isZip ? 'xlsx' : 'csv', ...text });
  const head: CsvRecord[] = [];
  let records = 0;
  for await (const part of readRecords(source)) {
    if (head.length < HEAD) head.push(...part.slice(0, HEAD - head.length));
    records += part.length;
  }
  if (records === 0) throw new Failure('importEmpty');
  const whole = head.filter((record) => !record.broken);
  const inspection: Inspection = {
    format: isZip ? 'xlsx' : 'csv',
    ...text,
    records,
    hasHeader: whole[0] === head[0] && looksLikeHeader(whole.slice(0, 50).map((record) => record.cells)),
    head,
  };
  writeFileSync(folder.inspection, JSON.stringify(inspection));
  return inspection;
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
  { format, encoding, delimiter }: Pick<Inspection, 'format' | 'encoding' | 'delimiter'>,
): Source => ({
  path: format === 'xlsx' ? folder.sheet : folder.upload,
  encoding,
  delimiter,
  byOrdinal: format === 'xlsx',
});

async function readForm(path: string): Promise<{ encoding: string; delimiter: Delimiter }> {
  const detector = new EncodingDetector();
  const sample: Buffer[] = [];
  let sampled = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes = chunk as Buffer;
    detector.push(bytes);
    if (sampled < SAMPLE) sample.push(bytes);
    sampled += bytes.length;
  }
  const encoding = detector.end();
  if (encoding === undefined) throw new Failure('importEncoding');
  return { encoding, delimiter: detectDelimiter(new TextDecoder(encoding).decode(Buffer.concat(sample))) };
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  for await (const chunk of createReadStream(path, { end: count - 1 })) return chunk as Buffer;
  return Buffer.alloc(0);
}
