// A core that imports a file, or takes the import back, until it kills itself: DIR FILE WHAT MS. It goes on where the life before
// it was cut off. Somebody writes meanwhile, so that transactions are let go and done again.
import { mkdirSync, readFileSync } from 'node:fs';
import { openBench } from './import-bench.ts';

const [dir = '', file = '', what = '', ms = ''] = process.argv.slice(2);
mkdirSync(dir, { recursive: true });
const bench = openBench(dir);
const [known] = await bench.list();
if (what === 'undo' && known) await bench.undo(known.importId);
else if (known) await bench.resume(known.importId);
else {
  const { importId, preview } = await bench.upload('a.csv', readFileSync(file));
  void bench.run(importId, preview);
}
const begun = bench.eventCount();
setInterval(() => bench.write(), 30);
setInterval(() => {
  const state = bench.eventCount() > begun + 1 ? 'at work' : 'starting';
  if (state === 'at work') setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(ms));
}, 1);
