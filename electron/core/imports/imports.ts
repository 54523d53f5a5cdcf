import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { ImportRun as ImportRow } from '../../../db/repositories/imports/imports.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type {
  ImportOptions,
  ImportProgress,
  ImportRun,
  importRequests,
} from '../../../shared/contract/imports.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { isPhoneTarget } from '../../../shared/domain/import/column.ts';
import type { Log } from '../host/log.ts';
import { folderOf } from './folder.ts';
import { inMb, UPLOAD_LIMIT } from './limits.ts';
import { createRuns } from './runs.ts';
import { sweep } from './sweep.ts';
import { ImportThread } from './task-runner.ts';
import type { TaskProgress, TaskSetting } from './tasks.ts';
import { storeChunk } from './upload.ts';

export interface ImportsOptions {
  readonly repositories: Pick<Repositories, 'imports' | 'users' | 'audit'>;
  readonly db: Pick<Db, 'file' | 'sqlite'>;
  readonly dataDir: string;
  readonly log: Log;
  readonly settings: () => Pick<Settings, 'language' | 'country' | 'areaCode' | 'ownNumbers'>;
  readonly onProgress: (progress: ImportProgress) => void;
  /** In portions, after a run. */
  readonly onContactsChanged: (ids: string[]) => void;
}

export interface Imports<Context> {
  readonly handlers: Handlers<typeof importRequests, Context>;
  /** A table is being brought in, or taken back. */
  isBusy(): boolean;
  /** Stops what runs: it goes on when it is told to, at the next start. */
  close(): Promise<void>;
}

/** Bytes of the file of refused rows in one answer. */
const PAGE = 1024 * 1024;
/** Ids in one `contacts.changed`. */
const PORTION = 1000;

/**
 * The import behind the contract. A file comes in pieces into a folder of its own; a worker reads it, shows what would
 * become of it, and takes it in. Nothing here touches a row: the core's thread stays free for calls.
 *
 * Runs that a crash cut off are `paused` after the next start and go on where they were.
 */
export function createImports<Context>(options: ImportsOptions): Imports<Context> {
  const { repositories, dataDir, log, settings } = options;
  const stored = repositories.imports;
  /** Bytes that were announced, of the files that come in since this start; pieces beyond are refused. */
  const announced = new Map<string, number>();
  /** Previews share one thread and wait for each other; a run has its own. */
  const looking = new ImportThread();
  stored.pauseUnfinished('internal');
  sweep(dataDir, log);
  const runs = createRuns({
    repositories,
    db: options.db,
    dataDir,
    log,
    setting,
    onProgress: options.onProgress,
    onContactsChanged(ids) {
      for (let at = 0; at < ids.length; at += PORTION) options.onContactsChanged(ids.slice(at, at + PORTION));
    },
  });

  const me = () => repositories.users.list().find((user) => user.me)?.id ?? '';

  function setting(importId: string): TaskSetting {
    const { language, ownNumbers, country, areaCode } = settings();
    const databaseFile = options.db.file;
    return { databaseFile, dataDir, importId, actorId: me(), language, ownNumbers, country, areaCode };
  }

  async function preview(importId: string, given: ImportOptions | undefined) {
    const { fileName, state } = stored.get(importId) ?? {};
    if (fileName === undefined) throw new Failure('importNotFound');
    const received = sizeOf(folderOf(dataDir, importId).upload);
    const size = announced.get(importId);
    if (size !== undefined && size !== received) throw new Failure('importTruncated');
    if (received === undefined) throw new Failure('importNotFound');
    const report = ({ counts }: TaskProgress) => {
      if (counts && state === 'receiving') options.onProgress({ importId, state, ...counts });
    };
    const done = await looking.perform(
      { kind: 'preview', ...setting(importId), fileName, options: given },
      report,
    );
    if (done.kind === 'failed') {
      log.warn({ importId, code: done.failure.code, cause: done.cause }, 'a file for import was refused');
      throw new Failure(done.failure.code, done.failure.params);
    }
    if (done.kind !== 'previewed') throw new Failure('internal');
    if (state === 'receiving') {
      runs.change(importId, { state: 'ready', rows: done.preview.rows });
      runs.prepare();
    }
    return done.preview;
  }

  function entry(run: ImportRow): ImportRun {
    const by = run.actorId === null ? undefined : repositories.users.get(run.actorId)?.name;
    return {
      ...runs.progress(run.id),
      fileName: run.fileName,
      startedAt: run.startedAt,
      ...(run.finishedAt === null ? {} : { finishedAt: run.finishedAt }),
      ...(by === undefined ? {} : { by }),
      canResume: runs.canResume(run.id),
      canUndo: runs.canUndo(run.id),
      hasRejected: run.rejected > 0 && sizeOf(folderOf(dataDir, run.id).rejected) !== undefined,
    };
  }

  const handlers: Handlers<typeof importRequests, Context> = {
    'imports.begin'({ fileName, size }) {
      if (size > UPLOAD_LIMIT) throw new Failure('importTooLarge', inMb(UPLOAD_LIMIT));
      if (size === 0) throw new Failure('importEmpty');
      const importId = uuid();
      stored.create({ id: importId, fileName, actorId: me() });
      announced.set(importId, size);
      return { importId };
    },
    'imports.chunk'({ importId, offset, bytes }) {
      const size = announced.get(importId);
      if (size === undefined || runs.progress(importId).state !== 'receiving')
        throw new Failure('importNotFound');
      storeChunk(folderOf(dataDir, importId), offset, bytes, size);
      return DONE;
    },
    'imports.preview': ({ importId, options: given }) => preview(importId, given),
    'imports.start'({ importId, options: given }) {
      const { state, undo } = runs.progress(importId);
      if (runs.isRunning(importId) || state === 'done' || undo) throw new Failure('badRequest');
      if (sizeOf(folderOf(dataDir, importId).inspection) === undefined) throw new Failure('importNotFound');
      const ofCustomers = (given.kind ?? 'customers') === 'customers';
      if (ofCustomers && !given.mapping.some((target) => isPhoneTarget(target) || target === 'email')) {
        throw new Failure('importNoNumberColumn');
      }
      looking.letGo();
      runs.start(importId, given);
      return DONE;
    },
    async 'imports.pause'({ importId }) {
      await runs.stop(importId, 'paused');
      return DONE;
    },
    'imports.resume'({ importId }) {
      runs.resume(importId);
      return DONE;
    },
    async 'imports.cancel'({ importId }) {
      const { state } = runs.progress(importId);
      if (runs.isRunning(importId)) await runs.stop(importId, 'cancelled');
      else if (state === 'paused') runs.change(importId, { state: 'cancelled', finishedAt: Date.now() });
      else if (state === 'receiving' || state === 'ready') {
        runs.change(importId, { state: 'cancelled', finishedAt: Date.now() });
        runs.forget(importId);
        announced.delete(importId);
      }
      return DONE;
    },
    'imports.list'({ before, limit }) {
      const found = stored.list({ before, limit: limit + 1 });
      return { runs: found.slice(0, limit).map(entry), more: found.length > limit };
    },
    'imports.undo'({ importId }) {
      runs.undo(importId);
      return DONE;
    },
    async 'imports.stopUndo'({ importId }) {
      await runs.stop(importId, 'cancelled');
      return DONE;
    },
    'imports.progress': ({ importId }) => runs.progress(importId),
    'imports.rejected'({ importId, offset }) {
      const { fileName } = stored.get(importId) ?? {};
      const path = folderOf(dataDir, importId).rejected;
      const total = sizeOf(path);
      if (fileName === undefined || total === undefined) throw new Failure('importNotFound');
      return { bytes: readPart(path, offset), total, fileName: rejectedName(fileName) };
    },
  };

  return {
    handlers,
    isBusy: () => runs.isBusy,
    close: async () => void (await Promise.all([looking.close(), runs.close()])),
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
