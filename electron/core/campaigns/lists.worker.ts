import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { checkpointsBetween } from '../../../db/checkpoints.ts';
import { openDatabase, openReader } from '../../../db/open.ts';
import { createRepositories, type Repositories } from '../../../db/repositories/index.ts';
import { toWire } from '../../../shared/contract/failure.ts';
import { handOver, preview, takeBack } from '../handover/run.ts';
import { asFailure } from '../host/as-failure.ts';
import { bundledFolders } from '../host/bundled.ts';
import { createIds } from '../imports/ids.ts';
import { Pace } from '../imports/pace.ts';
import { throttle } from '../imports/progress.ts';
import { type FillRun, fill } from './fill.ts';
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
    case 'previewHandOver':
      return previewHandOver(task);
    case 'handOver':
    case 'takeBack':
      return handOverOrBack(task);
    case 'count':
      return count(task);
    case 'page':
      return page(task);
    case 'list':
      return { kind: 'listed', page: reading(task.setting).contacts.list(task.filter) };
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

/** A connection that writes politely: short transactions, and rests for whoever else writes. */
async function politely<T>(
  setting: TaskSetting,
  work: (
    repositories: ReturnType<typeof createRepositories>,
    manners: Omit<FillRun, 'repositories'>,
  ) => Promise<T>,
  givesWay = false,
): Promise<T> {
  const db = openDatabase({ file: setting.databaseFile, ...bundledFolders() });
  try {
    // A power cut may take back the last rows; the work goes on at the start and brings them.
    db.sqlite.pragma('synchronous = NORMAL');
    const checkpoint = checkpointsBetween(db.sqlite);
    const version = () => db.sqlite.pragma('data_version', { simple: true }) as number;
    const pace = new Pace(version, () => performance.now(), givesWay);
    const progress = throttle<undefined>(() => tell({ kind: 'progress' }));
    return await work(createRepositories(db, context(setting)), {
      transaction: (portion) => db.transaction(portion),
      cancelled: () => cancelled,
      progress: () => progress(undefined),
      transactionMs: () => pace.transactionMs,
      breathe(transactionMs) {
        checkpoint();
        return sleep(pace.restAfter(transactionMs));
      },
    });
  } finally {
    db.close();
  }
}

async function fillList(task: FillTask): Promise<ListMessage> {
  const result = await politely(task.setting, (repositories, manners) =>
    fill(task, { ...manners, repositories }),
  );
  return { kind: 'filled', ...result };
}

function handOverOrBack({ kind, setting, id }: Extract<ListTask, { id: string }>): Promise<ListMessage> {
  return politely(
    setting,
    async (repositories, manners) => {
      const run = { ...manners, repositories };
      if (kind === 'handOver') return { kind: 'handedOver', ...(await handOver(id, run)) };
      await takeBack(id, run);
      return { kind: 'handedOver', cancelled: false };
      // People are at work while it lasts, and a call must not be the first to find out.
    },
    true,
  );
}

function previewHandOver({ setting, order }: Extract<ListTask, { kind: 'previewHandOver' }>): ListMessage {
  const db = openReader(setting.databaseFile);
  try {
    const repositories = createRepositories(db, context(setting));
    return { kind: 'handOverPreviewed', preview: preview(order, repositories) };
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

function page({ setting, filter, ...asked }: Extract<ListTask, { kind: 'page' }>): ListMessage {
  const db = openReader(setting.databaseFile);
  try {
    const { segments, search } = createRepositories(db, context(setting));
    const { ids, more } = segments.page(filter, asked);
    return { kind: 'paged', contacts: search.rowsOf(ids), more };
  } finally {
    db.close();
  }
}

let kept: { readonly key: string; readonly repositories: Repositories } | undefined;

/** Kept from one page to the next, as a person scrolls: the thread ends by itself when nobody does. */
function reading(setting: TaskSetting): Repositories {
  const key = JSON.stringify(setting);
  if (kept?.key !== key)
    kept = { key, repositories: createRepositories(openReader(setting.databaseFile), context(setting)) };
  return kept.repositories;
}

async function holidays(country: string, year: number): Promise<ListMessage> {
  return { kind: 'holidays', days: await publicHolidays(country, year) };
}
