import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { openDatabase, openReader } from '../../../db/open.ts';
import { createRepositories } from '../../../db/repositories/index.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import { bundledFolders } from '../host/bundled.ts';
import { asFailure } from '../host/dispatch.ts';
import { createIds } from '../imports/ids.ts';
import { Pace } from '../imports/pace.ts';
import { throttle } from '../imports/progress.ts';
import { fill } from './fill.ts';
import { publicHolidays } from './holidays.ts';
import type { FillTask, ListMessage, ListOrder, ListTask, TaskSetting } from './tasks.ts';

const port = parentPort;
if (port === null) throw new Error('lists.worker runs as a worker thread only');
const tell = (message: ListMessage): void => port.postMessage(message);
const newId = createIds();
let cancelled = false;

port.on('message', (order: ListOrder) => {
  if (order.kind === 'cancel') cancelled = true;
  else void perform(order.task);
});

/** One task at a time: the other side waits for each end. */
async function perform(task: ListTask): Promise<void> {
  cancelled = false;
  try {
    tell(await work(task));
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ kind: 'failed', failure: toWire(asFailure(error)), cause });
  }
}

function work(task: ListTask): Promise<ListMessage> | ListMessage {
  switch (task.kind) {
    case 'fill':
      return fillList(task);
    case 'count':
      return count(task);
    case 'holidays':
      return holidays(task.country, task.year);
  }
}

const context = ({ actorId, country, areaCode }: TaskSetting) => ({
  now: Date.now,
  newId,
  actorId: () => actorId,
  home: () => ({ country, areaCode }),
});

async function fillList(task: FillTask): Promise<ListMessage> {
  const db = openDatabase({ file: task.setting.databaseFile, ...bundledFolders() });
  try {
    // A power cut may take back the last rows; the fill is done again at the start and brings them.
    db.sqlite.pragma('synchronous = NORMAL');
    const repositories = createRepositories(db, context(task.setting));
    const checkpoint = checkpointsBetween(db.sqlite);
    const pace = new Pace(() => db.sqlite.pragma('data_version', { simple: true }) as number);
    const progress = throttle<undefined>(() => tell({ kind: 'progress' }));
    const result = await fill(task, {
      repositories,
      transaction: (portion) => db.transaction(portion),
      cancelled: () => cancelled,
      progress: () => progress(undefined),
      transactionMs: () => pace.transactionMs,
      breathe(transactionMs) {
        checkpoint();
        return sleep(pace.restAfter(transactionMs));
      },
    });
    return { kind: 'filled', ...result };
  } finally {
    db.close();
  }
}

function count({ setting, filter }: Extract<ListTask, { kind: 'count' }>): ListMessage {
  const db = openReader(setting.databaseFile);
  try {
    return { kind: 'counted', ...createRepositories(db, context(setting)).segments.count(filter) };
  } finally {
    db.close();
  }
}

async function holidays(country: string, year: number): Promise<ListMessage> {
  return { kind: 'holidays', days: await publicHolidays(country, year) };
}
