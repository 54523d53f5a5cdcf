import { closeSync, fstatSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ImportOptions, ImportProgress, importRequests } from '../../../shared/contract/imports.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { isPhoneTarget } from '../../../shared/domain/import/column.ts';
import type { Log } from '../host/log.ts';
import { folderOf } from './folder.ts';
import { inMb, UPLOAD_LIMIT } from './limits.ts';
import { type Counts, NO_COUNTS } from './progress.ts';
import { sweep } from './sweep.ts';
import { ImportThread, type TaskEnd } from './task-runner.ts';
import type { Task } from './tasks.ts';
import { storeChunk } from './upload.ts';

export interface ImportsOptions {
  readonly repositories: Pick<Repositories, 'imports' | 'users'>;
  readonly db: Pick<Db, 'file'>;
  readonly dataDir: string;
  readonly log: Log;
  readonly settings: () => Pick<Settings, 'language' | 'country' | 'areaCode' | 'ownNumbers'>;
  readonly onProgress: (progress: ImportProgress) => void;
  /** In portions, after a run. */
  readonly onContactsChanged: (ids: string[]) => void;
}

export interface Imports<Context> {
  readonly handlers: Handlers<typeof importRequests, Context>;
  /** Ends what runs; what is done stays done, and the run says `cancelled`. */
  close(): Promise<void>;
}

/** What of an import is only of this start of the program. */
interface Live {
  /** Bytes that were announced; pieces beyond are refused. */
  readonly size: number;
  running?: { readonly thread: ImportThread; readonly ended: Promise<void> };
}

/** Bytes of the file of refused rows in one answer. */
const PAGE = 1024 * 1024;
/** Ids in one `contacts.changed`. */
const PORTION = 1000;

/**
 * The import behind the contract. A file comes in pieces into a folder of its own; a worker reads it, shows what would
 * become of it, and takes it in. Nothing here touches a row: the core's thread stays free for calls.
 *
 * Runs that a crash cut off are `failed` after the next start, with the counts of what was done; starting them again is
 * safe, since a row that is already in changes nothing.
 */
export function createImports<Context>(options: ImportsOptions): Imports<Context> {
  const { repositories, dataDir, log, settings } = options;
  const runs = repositories.imports;
  const live = new Map<string, Live>();
  /** Previews share one thread and wait for each other; a run has its own. */
  const looking = new ImportThread();
  runs.failUnfinished('internal');
  sweep(dataDir, log);

  function progress(importId: string): ImportProgress {
    const found = runs.progress(importId);
    if (found === undefined) throw new Failure('importNotFound');
    return found;
  }

  function change(importId: string, fields: Parameters<typeof runs.update>[1]): void {
    runs.update(importId, fields);
    options.onProgress(progress(importId));
  }

  function setting(importId: string): Omit<Task, 'kind' | 'fileName' | 'options'> {
    const { language, ownNumbers, country, areaCode } = settings();
    const actorId = repositories.users.list().find((user) => user.me)?.id ?? '';
    return {
      databaseFile: options.db.file,
      dataDir,
      importId,
      actorId,
      language,
      ownNumbers,
      country,
      areaCode,
    };
  }

  function tellChanged(ids: readonly string[]): void {
    for (let at = 0; at < ids.length; at += PORTION) options.onContactsChanged(ids.slice(at, at + PORTION));
  }

  async function preview(importId: string, entry: Live | undefined, given: ImportOptions | undefined) {
    const { fileName, state } = runs.get(importId) ?? {};
    if (fileName === undefined) throw new Failure('importNotFound');
    const received = sizeOf(folderOf(dataDir, importId).upload);
    if (entry && entry.size !== received) throw new Failure('importTruncated');
    if (received === undefined) throw new Failure('importNotFound');
    const done = await looking.perform({ kind: 'preview', ...setting(importId), fileName, options: given });
    if (done.kind === 'failed') {
      log.warn({ importId, code: done.failure.code, cause: done.cause }, 'a file for import was refused');
      throw new Failure(done.failure.code, done.failure.params);
    }
    if (done.kind !== 'previewed') throw new Failure('internal');
    if (state === 'receiving') change(importId, { state: 'ready', rows: done.preview.rows });
    return done.preview;
  }

  function run(importId: string, entry: Live, given: ImportOptions): void {
    const begun: Counts = { ...NO_COUNTS, rows: progress(importId).rows };
    change(importId, { ...begun, state: 'running', failure: null, finishedAt: null, options: given });
    const report = (counts: Counts) => options.onProgress({ importId, state: 'running', ...counts });
    const thread = new ImportThread();
    const task: Task = { kind: 'run', ...setting(importId), options: given };
    const ended = thread
      .perform(task, report)
      .then((end) => finish(importId, end))
      .catch((error: unknown) =>
        log.error({ importId, err: error }, 'the end of an import could not be written down'),
      )
      .then(() => thread.close())
      .then(() => void delete entry.running);
    entry.running = { thread, ended };
  }

  function finish(importId: string, end: TaskEnd): void {
    if (end.kind === 'previewed') return;
    tellChanged(end.changed);
    const finishedAt = Date.now();
    if (end.kind === 'failed') {
      log.error({ importId, code: end.failure.code, cause: end.cause }, 'an import failed');
      change(importId, { state: 'failed', failure: end.failure.code, finishedAt });
      return;
    }
    log.info({ importId, ...end.counts, cancelled: end.cancelled }, 'an import has ended');
    change(importId, { ...end.counts, state: end.cancelled ? 'cancelled' : 'done', finishedAt });
    // Customers' data in a second place is a burden; refused rows are kept for the user.
    if (!end.cancelled) forget(importId);
  }

  function forget(importId: string): void {
    const { upload, sheet, inspection } = folderOf(dataDir, importId);
    for (const file of [upload, sheet, inspection]) rmSync(file, { force: true });
    live.delete(importId);
  }

  const handlers: Handlers<typeof importRequests, Context> = {
    'imports.begin'({ fileName, size }) {
      if (size > UPLOAD_LIMIT) throw new Failure('importTooLarge', inMb(UPLOAD_LIMIT));
      if (size === 0) throw new Failure('importEmpty');
      const importId = uuid();
      runs.create({ id: importId, fileName });
      live.set(importId, { size });
      return { importId };
    },
    'imports.chunk'({ importId, offset, bytes }) {
      const entry = live.get(importId);
      if (entry === undefined || progress(importId).state !== 'receiving')
        throw new Failure('importNotFound');
      storeChunk(folderOf(dataDir, importId), offset, bytes, entry.size);
      return DONE;
    },
    'imports.preview': ({ importId, options: given }) => preview(importId, live.get(importId), given),
    'imports.start'({ importId, options: given }) {
      const { state } = progress(importId);
      const folder = folderOf(dataDir, importId);
      if (state === 'running' || state === 'done') throw new Failure('badRequest');
      if (sizeOf(folder.inspection) === undefined) throw new Failure('importNotFound');
      if (!given.mapping.some((target) => isPhoneTarget(target) || target === 'email')) {
        throw new Failure('importNoNumberColumn');
      }
      const entry = live.get(importId) ?? { size: sizeOf(folder.upload) ?? 0 };
      live.set(importId, entry);
      run(importId, entry, given);
      return DONE;
    },
    async 'imports.cancel'({ importId }) {
      const { state } = progress(importId);
      const running = live.get(importId)?.running;
      if (running) {
        running.thread.cancel();
        await running.ended;
      } else if (state === 'receiving' || state === 'ready') {
        change(importId, { state: 'cancelled', finishedAt: Date.now() });
        forget(importId);
      }
      return DONE;
    },
    'imports.progress': ({ importId }) => progress(importId),
    'imports.rejected'({ importId, offset }) {
      const { fileName } = runs.get(importId) ?? {};
      const path = folderOf(dataDir, importId).rejected;
      const total = sizeOf(path);
      if (fileName === undefined || total === undefined) throw new Failure('importNotFound');
      return { bytes: readPart(path, offset), total, fileName: rejectedName(fileName) };
    },
  };

  return {
    handlers,
    async close() {
      const running = [...live.values()].flatMap((entry) => entry.running ?? []);
      for (const { thread } of running) thread.cancel();
      await Promise.all([looking.close(), ...running.map(({ ended }) => ended)]);
    },
  };
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

function readPart(path: string, offset: number) {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.max(0, Math.min(PAGE, fstatSync(file).size - offset)));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
  } finally {
    closeSync(file);
  }
}

/** Proposed to the browser for saving; the user's name for the file without anything that is more than a name. */
function rejectedName(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? '';
  const plain = base
    .replace(/\.[^.]*$/, '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .trim()
    .slice(0, 100);
  return `${plain || 'import'}-rejected.csv`;
}
