// Works on sealed recordings until it is killed: `convert DIR seal|open`, or `talk FOLDER SPOOL`: a talk that is spooled and finished.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createChunkSealer } from '../../electron/core/recordings/chunk-seal.ts';
import { convert } from '../../electron/core/recordings/convert.ts';
import { finishFile } from '../../electron/core/recordings/finish-file.ts';
import { parseSpool, Spool } from '../../electron/core/recordings/spool.ts';
import { MACHINE, RECIPIENTS } from './sealing-base.ts';

const [what = '', dir = '', how = ''] = process.argv.slice(2);
let steps = 0;
const step = () => void process.send?.({ step: ++steps });

if (what === 'convert') {
  const job = { dir, seal: how === 'seal', recipients: RECIPIENTS, identities: [MACHINE] };
  await convert(job, { goOn: step, done: step });
} else {
  const path = join(dir, 'talk.webm.part');
  const spool = await Spool.open(path, await createChunkSealer(RECIPIENTS));
  for (const { seq, bytes } of parseSpool(readFileSync(how)).frames) {
    step();
    await spool.append(seq, bytes);
    process.send?.({ acknowledged: seq + 1 });
  }
  await spool.close();
  step();
  await finishFile(path, join(dir, 'talk.webm'), { identities: [MACHINE], recipients: RECIPIENTS });
  step();
  rmSync(path);
}
process.send?.({ steps });
