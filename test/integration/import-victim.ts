// A core that imports until it is killed: DIR ROWS. Says its import's id once some rows are in.
import { mkdirSync } from 'node:fs';
import { encode, untidyCsv } from '../../scripts/seed/untidy-csv.ts';
import { openBench } from './import-bench.ts';

const [dir = '', rows = ''] = process.argv.slice(2);
mkdirSync(dir, { recursive: true });
const bench = openBench(dir);
const { importId, preview } = await bench.upload(
  'a.csv',
  encode(untidyCsv({ rows: Number(rows), seed: 7 }), 'utf8'),
);
void bench.run(importId, preview);
// Somebody writes, so that transactions are short.
setInterval(() => bench.write(), 5);
await bench.untilProgress(importId, (progress) => progress.processed > 100);
process.send?.({ importId });
