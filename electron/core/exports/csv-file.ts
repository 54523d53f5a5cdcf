import { safeCsv } from '../imports/csv-text.ts';
import { Appender, type RowFile } from './row-file.ts';

/** Rows that become text at once: the writer of CSV costs as much for one as for ten. */
const ROWS = 200;

/** UTF-8 with a BOM, which Excel needs to read it as such; formula-safe. */
export function csvRows(path: string, titles: readonly string[], delimiter: string): RowFile {
  const file = new Appender(path);
  file.write(Buffer.from(`\ufeff${safeCsv([titles], delimiter)}`));
  let waiting: (readonly string[])[] = [];
  const flush = () => {
    if (waiting.length > 0) file.write(Buffer.from(safeCsv(waiting, delimiter)));
    waiting = [];
  };
  return {
    write(row) {
      waiting.push(row);
      if (waiting.length === ROWS) flush();
    },
    end() {
      flush();
      return file.end();
    },
  };
}
