import { open as openFile } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { MessageChannel, parentPort, Worker } from 'node:worker_threads';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { checkpointState, checkpointsBeside, type LogLength } from '../../../db/checkpoints-beside.ts';
import { gate } from '../../../db/gate.ts';
import { type Db, openDatabase } from '../../../db/open.ts';
import { shownUndo } from '../../../db/repositories/imports/imports.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import { asFailure } from '../host/as-failure.ts';
import { bundledFolders } from '../host/bundled.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { CheckpointsOrder } from './checkpoints.worker.ts';
import { folderOf, type ImportFolder } from './folder.ts';
import { Hold } from './hold.ts';
import { createIds } from './ids.ts';
import { type Inspection, inspect, readInspection, sourceOf } from './inspect.ts';
import { CHECKPOINTS_LIMITS, READER_LIMITS } from './limits.ts';
import { createImportMemory } from './memory.ts';
import { preview } from './preview.ts';
import { NO_COUNTS, throttle } from './progress.ts';
import { channelState, RowReceiver } from './row-channel.ts';
import type { RowsOrder } from './rows.worker.ts';
import { runImport } from './run.ts';
import { createImportStore, type ImportStore } from './store.ts';
import type { RunTask, Task, TaskMessage, TaskOrder, TaskProgress, UndoTask } from './tasks.ts';
import { undoImport } from './undo.ts';

const port = parentPort;
if (port === null) throw new Error('import.worker runs as a worker thread only');
const tell = (message: TaskMessage): void => port.postMessage(message);
let stopped = false;

/** Page cache of a run's connection, KiB: most pages of a long transaction stay in it. Twice as much makes it 5 % faster, and is 25 MB. */
const CACHE_KIB = 24 * 1024;
/**
 * The log of a run, in pages of 4 KB. The core's own connection takes no checkpoints as long as a run lasts (`runs.ts`), or a call would do
 * this work. Beside others the log is kept short: who reads looks for each page in it first.
 */
const ALONE: LogLength = { behind: 16_000, longest: 64_000 };
const AT_WORK: LogLength = { behind: 2_000, longest: 16_000 };
/** Longest wait for others at the base, ms. */
const SETTLE_MS = 20;
/** Ids in one message: more than anybody has on the screen. */
const MOST_CHANGED = 1000;

port.on('message', (order: TaskOrder) => {
  if (order.kind === 'stop') stopped = true;
  else void perform(order.task);
});

/** One task at a time: the other side waits for each end. */
async function perform(task: Task): Promise<void> {
  stopped = false;
  try {
    tell(await work(task));
  } catch (error) {
    const cause =
      error instanceof Error ? `${error.stack ?? error.message} ${String(error.cause ?? '')}` : String(error);
    tell({ kind: 'failed', failure: toWire(asFailure(error)), cause });
  }
}

async function work(task: Task): Promise<TaskMessage> {
  if (task.kind === 'undo') return withBase(task, (db) => undo(task, db));
  const folder = folderOf(task.dataDir, task.importId);
  // Before the base is opened: a bad file is no reason to touch it.
  const inspection = readInspection(folder) ?? (await inspect(folder, inspecting));
  return withBase(task, async (db) => {
    const home = { country: task.country, areaCode: task.areaCode };
    const newId = createIds(Date.now, task.importId);
    const context = { now: Date.now, newId, actorId: () => task.actorId, home: () => home };
    const store = createImportStore({ db, importId: task.importId, context });
    // With ids of its own: it is no part of what an undo of the import takes back.
    const memory = createImportMemory(db, { ...context, newId: createIds() });
    if (task.kind === 'preview')
      return { kind: 'previewed', preview: preview({ ...task, inspection, recall: memory.recall }, store) };
    if (task.position === undefined) memory.remember(inspection, task.options);
    return { kind: 'finished', ...(await run(task, folder, inspection, db, store)) };
  });
}

const inspecting = throttle((rows: number) => {
  tell({ kind: 'progress', progress: { counts: { ...NO_COUNTS, rows }, changed: [] } });
});

async function withBase(task: Task, use: (db: Db) => Promise<TaskMessage>): Promise<TaskMessage> {
  const db = open(task);
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

async function undo(task: UndoTask, db: Db): Promise<TaskMessage> {
  const home = { country: task.country, areaCode: task.areaCode };
  // Ids without the import's mark: what takes it back is no part of it.
  const context = { now: Date.now, newId: createIds(), actorId: () => task.actorId, home: () => home };
  const { contacts, imports, changes, audit } = createRepositories(db, context);
  const checkpoint = checkpointsBetween(db.sqlite);
  const told = changedSince();
  const result = await undoImport(
    { importId: task.importId, since: task.since, state: task.undo },
    {
      operations: imports.operations,
      contacts: contacts.bulk,
      changes,
      transaction: (work) => contacts.bulk.transaction(work),
      saveUndo(undo) {
        imports.update(task.importId, { undo });
        const { state, deleted, restored, kept } = undo;
        if (state !== 'done') return;
        const detail = { deleted, restored, kept };
        audit.add({ action: 'imports.undone', subject: 'imports', subjectId: task.importId, detail });
      },
    },
    {
      stopped: () => stopped,
      isWanted: () => gate.wanted,
      progress: (state, ids) => told.progress(ids, (changed) => ({ undo: shownUndo(state), changed })),
      async breathe() {
        gate.settle(SETTLE_MS);
        checkpoint();
        await turn();
      },
    },
  );
  return { kind: 'undone', undo: shownUndo(result), changed: told.rest() };
}

/** Gathers changed contacts between two messages; more than anybody has on the screen are not told. */
function changedSince() {
  const changed: string[] = [];
  const rest = (): string[] => changed.splice(0);
  const pass = throttle((progress: (changed: string[]) => TaskProgress) =>
    tell({ kind: 'progress', progress: progress(rest()) }),
  );
  return {
    rest,
    progress(ids: readonly string[], progress: (changed: string[]) => TaskProgress): void {
      if (changed.length < MOST_CHANGED) changed.push(...ids.slice(0, MOST_CHANGED - changed.length));
      pass(progress);
    },
  };
}

async function run(task: RunTask, folder: ImportFolder, inspection: Inspection, db: Db, store: ImportStore) {
  const { options, ownNumbers, position, language } = task;
  const header = options.hasHeader ? inspection.head[0]?.cells : undefined;
  const state = channelState();
  const { port1: incoming, port2: outgoing } = new MessageChannel();
  const order: RowsOrder = {
    port: outgoing,
    state,
    source: sourceOf(folder, inspection),
    options,
    header,
    ownNumbers,
    users: store.users(),
    ownFields: store.ownFields(),
    from: position,
  };
  const reader = new Worker(workerUrl('imports', 'rows'), {
    workerData: order,
    transferList: [outgoing],
    resourceLimits: READER_LIMITS,
  });
  const rows = new RowReceiver(incoming, state);
  reader.on('error', (error) => rows.fail(error));
  const hold = new Hold(() => db.sqlite.pragma('data_version', { simple: true }) as number);
  const checkpoints = startCheckpoints(task.databaseFile, db, () => (hold.isAlone ? ALONE : AT_WORK));
  const syncLog = syncsBehind(`${task.databaseFile}-wal`);
  const told = changedSince();
  const counts = { ...(task.counts ?? NO_COUNTS), rows: inspection.records - (options.hasHeader ? 1 : 0) };
  try {
    const input = { rejected: folder.rejected, header, options, language, counts, position };
    const result = await runImport(input, rows, store, {
      stopped: () => stopped,
      progress: (now, ids) => told.progress(ids, (changed) => ({ counts: now, changed })),
      begin: () => hold.begin(),
      isLongEnough: () => hold.isLongEnough,
      isWanted: () => gate.wanted,
      giveWay: () => hold.giveWay(),
      async breathe() {
        syncLog.step();
        gate.settle(SETTLE_MS);
        checkpoints.step();
        await turn();
      },
    });
    return { ...result, changed: told.rest() };
  } finally {
    rows.stop();
    await Promise.all([reader.terminate(), checkpoints.end(), syncLog.end()]);
  }
}

/** In a thread of their own. */
function startCheckpoints(file: string, db: Db, length: () => LogLength) {
  const state = checkpointState();
  const order: CheckpointsOrder = { file, state };
  const options = { workerData: order, resourceLimits: CHECKPOINTS_LIMITS };
  const thread = new Worker(workerUrl('imports', 'checkpoints'), options);
  const checkpoints = checkpointsBeside(db.sqlite, state, length);
  const gone = new Promise<void>((resolve) => {
    thread.on('exit', () => {
      checkpoints.goOnAlone();
      resolve();
    });
  });
  // One that dies leaves the work to this one.
  thread.on('error', () => {});
  return {
    step: checkpoints.step,
    async end(): Promise<void> {
      checkpoints.end();
      await gone;
    },
  };
}

/**
 * Brings to the disk what was committed, while the next transaction goes on: the next one to commit might be a call, and
 * with its own few bytes it would wait for all that the import has written since.
 */
function syncsBehind(path: string) {
  let underWay: Promise<void> | undefined;
  return {
    step(): void {
      // SQLite has no locks on the log, which a second opening of it would let go.
      underWay ??= openFile(path, 'r+')
        .then((file) => file.datasync().finally(() => file.close()))
        .catch(() => {
          // A log that is not there has nothing to be brought.
        })
        .finally(() => {
          underWay = undefined;
        });
    },
    /** A thread that ends while a file is opened leaves it open for as long as the program runs. */
    end: async (): Promise<void> => underWay,
  };
}

function open(task: Task): Db {
  const db = openDatabase({ file: task.databaseFile, ...bundledFolders(), givesWay: true });
  // A power cut may take back the last transactions, and with them the place in the file where the run goes on. A call
  // keeps its full guarantee: its own commit brings all before it to the disk.
  db.sqlite.pragma('synchronous = NORMAL');
  if (task.kind === 'run') db.sqlite.pragma(`cache_size = -${CACHE_KIB}`);
  return db;
}
