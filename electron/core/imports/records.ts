import { createReadStream } from 'node:fs';
import { CsvReader, type CsvRecord, type Delimiter } from './csv-records.ts';

/** How to read a file, as `inspect` found out. */
export interface Source {
  readonly path: string;
  readonly encoding: string;
  readonly delimiter: Delimiter;
  /** Count records instead of physical lines: the file came from a sheet, whose rows these are. */
  readonly byOrdinal: boolean;
}

const CHUNK = 128 * 1024;

/** The records of a file, a chunk at a time; memory does not grow with the file. Damaged characters become U+FFFD. */
export async function* readRecords(source: Source): AsyncGenerator<CsvRecord[]> {
  const reader = new CsvReader(source.delimiter);
  const decoder = new TextDecoder(source.encoding);
  let first = true;
  for await (const chunk of createReadStream(source.path, { highWaterMark: CHUNK })) {
    yield finish(reader.push(decoder.decode(chunk as Buffer, { stream: true })));
  }
  yield finish([...reader.push(decoder.decode()), ...reader.end()]);

  function finish(records: CsvRecord[]): CsvRecord[] {
    if (first && records.length > 0) {
      first = false;
      // Excel's hint about the delimiter is no row.
      if (/^sep=/i.test(records[0]?.cells[0] ?? '')) records.shift();
    }
    return source.byOrdinal ? records.map((record) => ({ ...record, line: record.ordinal })) : records;
  }
}
