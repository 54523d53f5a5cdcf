import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { type Db, openDatabase } from '../../../db/open.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import { bundledFolders } from '../host/bundled.ts';
import { asFailure } from '../host/dispatch.ts';
import { folderOf } from './folder.ts';
import { createIds } from './ids.ts';
import { inspect, readInspection } from './inspect.ts';
import { Pace } from './pace.ts';
import { preview } from './preview.ts';
import { throttle } from './progress.ts';
import { runImport } from './run.ts';
import { createImportStore } from './store.ts';
import type { Task, TaskMessage, TaskOrder } from './tasks.ts';

const port = parentPort;
if (port === null) throw new Error('import.worker runs as a worker thread only');
const tell = (message: TaskMessage): void => port.postMessage(message);
let cancelled = false;

port.on('message', (order: TaskOrder) => {
  if (order.kind === 'cancel') cancelled = true;
  else void perform(order.task);
});

/** One task at a time: the other side waits for each end. */
async function perform(task: Task): Promise<void> {
  const changed = new Set<string>();
  cancelled = false;
  try {
    tell(await work(task, changed));
  } catch (error) {
    const cause =
      error instanceof Error ? `${error.stack ?? error.message} ${String(error.cause ?? '')}` : String(error);
    tell({ kind: 'failed', failure: toWire(asFailure(error)), cause, changed: [...changed] });
  }
}

async function work(task: Task, changed: Set<string>): Promise<TaskMessage> {
  const folder = folderOf(task.dataDir, task.importId);
  // Before the base is opened: a bad file is no reason to touch it.
  const inspection = readInspection(folder) ?? (await inspect(folder));
  const db = open(task.databaseFile);
  try {
    const home = { country: task.country, areaCode: task.areaCode };
    const newId = createIds(Date.now, task.importId);
    const context = { now: Date.now, newId, actorId: () => task.actorId, home: () => home };
    const store = createImportStore({
      db,
      importId: task.importId,
      context,
      onChanged: (id) => changed.add(id),
    });
    if (task.kind === 'preview')
      return { kind: 'previewed', preview: preview({ ...task, inspection }, store) };
    const checkpoint = checkpointsBetween(db.sqlite);
    const pace = new Pace(() => db.sqlite.pragma('data_version', { simple: true }) as number);
    const result = await runImport({ ...task, folder, inspection }, store, {
      cancelled: () => cancelled,
      progress: throttle((counts) => tell({ kind: 'progress', counts })),
      transactionMs: () => pace.transactionMs,
      breathe(transactionMs) {
        checkpoint();
        return sleep(pace.restAfter(transactionMs));
      },
    });
    return { kind: 'finished', ...result, changed: [...changed] };
  } finally {
    db.close();
  }
}

function open(file: string): Db {
  const db = openDatabase({ file, ...bundledFolders() });
  // A power cut may take back the last rows; a second run brings them again. A call keeps its full guarantee.
  db.sqlite.pragma('synchronous = NORMAL');
  return db;
}
