import { open } from 'node:fs/promises';
import { Failure } from '../../../shared/contract/failure.ts';
import { CsvReader, type CsvRecord, type Delimiter } from './csv-records.ts';
import { madeRecord } from './made-table.ts';
import { piecesOf } from './pieces.ts';

/** How to read a file, as `inspect` found out. */
export interface Source {
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /**
   * What a record's line is: that of the file; its place among the records, which were a sheet's rows; or what its first cell
   * says, in a table that was made of something else.
   */
  readonly lines: 'physical' | 'ordinal' | 'made';
  /** Records at the beginning that are none: a title, the upper line of a header. */
  readonly skip: number;
  /** How long the file was when it was looked at. */
  readonly bytes?: number | undefined;
}

/**
 * The records of a file, a chunk at a time; memory does not grow with the file. Damaged characters become U+FFFD.
 *
 * @throws Failure `importChanged`: it is not as it was looked at, or changed while it was read. Its last record is not given then:
 * it may be half of one.
 */
export async function* readRecords(source: Source): AsyncGenerator<CsvRecord[]> {
  const reader = new CsvReader(source.delimiter);
  const decoder = new TextDecoder(source.encoding);
  let first = true;
  let left = source.skip;
  const file = await open(source.path, 'r');
  try {
    const before = await file.stat();
    const isSame = (size: number) => source.bytes === undefined || size === source.bytes;
    if (!isSame(before.size)) throw new Failure('importChanged');
    let read = 0;
    for await (const piece of piecesOf(file)) {
      read += piece.length;
      yield finish(reader.push(decoder.decode(piece, { stream: true })));
    }
    const after = await file.stat();
    if (!isSame(read) || read !== before.size || after.mtimeMs !== before.mtimeMs)
      throw new Failure('importChanged');
  } finally {
    await file.close();
  }
  yield finish([...reader.push(decoder.decode()), ...reader.end()]);

  function finish(records: CsvRecord[]): CsvRecord[] {
    if (first && records.length > 0) {
      first = false;
      // Excel's hint about the delimiter is no row.
      if (/^sep=/i.test(records[0]?.cells[0] ?? '')) records.shift();
    }
    if (left > 0) left -= records.splice(0, left).length;
    if (source.lines === 'made') return records.map(madeRecord);
    return source.lines === 'ordinal'
      ? records.map((record) => ({ ...record, line: record.ordinal }))
      : records;
  }
}
