import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../../../db/open.ts';
import { createFunnelReader } from '../../../db/repositories/funnel/funnel.ts';
import { createCallBlocks, openBlocks } from '../../../db/repositories/reports/blocks.ts';
import { createResultReader } from '../../../db/repositories/results/results.ts';
import { createTargetReader } from '../../../db/repositories/targets/targets.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import { rememberedHolidays } from '../campaigns/holidays.ts';
import { asFailure } from '../host/as-failure.ts';
import { report } from './report.ts';
import type { ResultsTask } from './task.ts';

const port = parentPort;
if (port === null) throw new Error('results.worker runs as a worker thread only');
const { databaseFile } = workerData as { databaseFile: string };
const { sqlite } = openReader(databaseFile);
const sources = {
  reader: createResultReader(sqlite),
  blocks: createCallBlocks(sqlite, openBlocks(`${databaseFile}.reports`)),
  targets: createTargetReader(sqlite),
  funnel: createFunnelReader(sqlite),
  holidaysOf: rememberedHolidays(),
};

/** One report a message: `{id, task}`; answers `{id, report}` or `{id, failure, cause}`. */
port.on('message', async ({ id, task }: { id: number; task: ResultsTask }) => {
  try {
    const made = await report(sources, task);
    // A file is handed over, not copied: it may be a hundred megabytes.
    const files = 'bytes' in made ? [made.bytes.buffer as ArrayBuffer] : [];
    port.postMessage({ id, report: made }, files);
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ id, failure: toWire(asFailure(error)), cause });
  }
});
