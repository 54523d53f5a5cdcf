import { rmSync, statSync } from 'node:fs';
import { leaveLog } from '../../../db/checkpoints.ts';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { ImportUndoState } from '../../../db/types.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { ImportOptions, type ImportProgress } from '../../../shared/contract/imports.ts';
import type { Log } from '../host/log.ts';
import { folderOf } from './folder.ts';
import { type Counts, NO_COUNTS } from './progress.ts';
import { ImportThread, type TaskEnd } from './task-runner.ts';
import type { TaskSetting } from './tasks.ts';

export interface RunsOptions {
  readonly repositories: Pick<Repositories, 'imports' | 'audit'>;
  /** The core's own connection. */
  readonly db: Pick<Db, 'sqlite'>;
  readonly dataDir: string;
  readonly log: Log;
  readonly setting: (importId: string) => TaskSetting;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly onContactsChanged: (ids: readonly string[]) => void;
}

type Stopped = 'paused' | 'cancelled';

/** Runs of imports and of their taking back: each in a thread of its own, until it ends or is told to stop. */
export interface Runs {
  progress(importId: string): ImportProgress;
  isRunning(importId: string): boolean;
  /** Any run, or the taking back of one, has the base. */
  readonly isBusy: boolean;
  start(importId: string, options: ImportOptions): void;
  resume(importId: string): void;
  undo(importId: string): void;
  /** A run is likely to be started soon. */
  prepare(): void;
  /** Resolves when it has stopped; at once when nothing runs. */
  stop(importId: string, as: Stopped): Promise<void>;
  change(importId: string, fields: Parameters<Repositories['imports']['update']>[1]): void;
  /** Removes the file; what was refused is kept for the user. */
  forget(importId: string): void;
  canResume(importId: string): boolean;
  canUndo(importId: string): boolean;
  close(): Promise<void>;
}

interface Running {
  readonly thread: ImportThread;
  readonly ended: Promise<void>;
  as: Stopped;
}

const RESUMABLE: ReadonlySet<ImportProgress['state']> = new Set(['paused', 'cancelled', 'failed']);

const UNTOUCHED = { total: 0, processed: 0, deleted: 0, restored: 0, kept: 0, before: null };

export function createRuns(options: RunsOptions): Runs {
  const { repositories, dataDir, log, setting } = options;
  const runs = repositories.imports;
  const running = new Map<string, Running>();
  /** With those whose thread has not let go of the base yet. */
  const threads = new Set<Running>();
  /** How a run ended, when a full disk had no room for that either; the base hears of it at the next start. */
  const unwritten = new Map<string, ImportProgress>();

  /** A thread that has loaded what a run needs: that takes half a second. */
  let spare: ImportThread | undefined;

  function progress(importId: string): ImportProgress {
    const found = unwritten.get(importId) ?? runs.progress(importId);
    if (found === undefined) throw new Failure('importNotFound');
    return found;
  }

  function change(importId: string, fields: Parameters<typeof runs.update>[1]): void {
    try {
      runs.update(importId, fields);
      unwritten.delete(importId);
    } catch (error) {
      if (fields.state === undefined) throw error;
      log.error({ importId, err: error }, 'the end of an import could not be written down');
      const { state, failure } = fields;
      unwritten.set(importId, { ...progress(importId), state, ...(failure ? { failure } : {}) });
    }
    options.onProgress(progress(importId));
  }

  /** Carries out a task; `finish` writes down how it ended. */
  function begin(
    importId: string,
    perform: (thread: ImportThread) => Promise<TaskEnd>,
    finish: (end: TaskEnd, as: Stopped) => void,
  ): void {
    const thread = spare ?? new ImportThread();
    spare = undefined;
    leaveLog(options.db.sqlite, true);
    const entry: Running = {
      thread,
      as: 'cancelled',
      ended: perform(thread)
        .then((end) => {
          // Before anybody hears that it has ended: he may want to take it back at once.
          running.delete(importId);
          finish(end, entry.as);
        })
        .catch((error: unknown) => log.error({ importId, err: error }, 'an import did not end as it should'))
        .then(() => thread.close())
        .then(() => {
          threads.delete(entry);
          if (threads.size === 0) leaveLog(options.db.sqlite, false);
        }),
    };
    threads.add(entry);
    running.set(importId, entry);
  }

  function run(importId: string, given: ImportOptions, from: 'beginning' | 'position'): void {
    const before = runs.get(importId);
    const position = from === 'position' ? (before?.position ?? undefined) : undefined;
    const counts: Counts =
      position && before
        ? {
            rows: before.rows,
            processed: before.processed,
            created: before.created,
            merged: before.merged,
            rejected: before.rejected,
            asText: before.asText,
          }
        : { ...NO_COUNTS, rows: before?.rows ?? 0 };
    change(importId, {
      ...counts,
      state: 'running',
      failure: null,
      finishedAt: null,
      options: given,
      position: position ?? null,
    });
    const task = { ...setting(importId), kind: 'run', options: given, counts, position } as const;
    begin(
      importId,
      (thread) =>
        thread.perform(task, ({ counts: now, changed }) => {
          options.onContactsChanged(changed);
          if (now) options.onProgress({ importId, state: 'running', ...now });
        }),
      (end, as) => finishRun(importId, end, as),
    );
  }

  function finishRun(importId: string, end: TaskEnd, as: Stopped): void {
    const finishedAt = Date.now();
    if (end.kind === 'failed') {
      log.error({ importId, code: end.failure.code, cause: end.cause }, 'an import failed');
      change(importId, { state: 'failed', failure: end.failure.code, finishedAt });
    }
    if (end.kind !== 'finished') return;
    options.onContactsChanged(end.changed);
    log.info({ importId, ...end.counts, stopped: end.stopped ? as : false }, 'an import has ended');
    change(importId, { ...end.counts, state: end.stopped ? as : 'done', finishedAt });
    // Customers' data in a second place is a burden; refused rows are kept for the user.
    if (!end.stopped) forget(importId);
  }

  function finishUndo(importId: string, end: TaskEnd, begun: ImportUndoState): void {
    if (end.kind === 'failed') {
      log.error(
        { importId, code: end.failure.code, cause: end.cause },
        'the taking back of an import failed',
      );
      const undo = { ...(runs.get(importId)?.undo ?? begun), state: 'failed' as const };
      change(importId, { undo: { ...undo, failure: end.failure.code } });
    }
    if (end.kind !== 'undone') return;
    options.onContactsChanged(end.changed);
    log.info({ importId, ...end.undo }, 'the taking back of an import has ended');
    options.onProgress(progress(importId));
  }

  function forget(importId: string): void {
    const { upload, sheet, inspection } = folderOf(dataDir, importId);
    for (const file of [upload, sheet, inspection]) rmSync(file, { force: true });
  }

  async function stop(importId: string, as: Stopped): Promise<void> {
    const entry = running.get(importId);
    if (entry === undefined) return;
    entry.as = as;
    entry.thread.stop();
    await entry.ended;
  }

  function canResume(importId: string): boolean {
    const stored = runs.get(importId);
    return (
      !running.has(importId) &&
      RESUMABLE.has(progress(importId).state) &&
      stored?.options != null &&
      stored.undo === null &&
      [folderOf(dataDir, importId).upload, folderOf(dataDir, importId).inspection].every(
        (path) => statSync(path, { throwIfNoEntry: false }) !== undefined,
      )
    );
  }

  function canUndo(importId: string): boolean {
    const { state, processed, undo } = progress(importId);
    const over = state === 'done' || RESUMABLE.has(state);
    return !running.has(importId) && over && processed > 0 && undo?.state !== 'done';
  }

  return {
    progress,
    change,
    forget,
    canResume,
    canUndo,
    isRunning: (importId) => running.has(importId),
    get isBusy() {
      return threads.size > 0;
    },
    start: (importId, given) => run(importId, given, 'beginning'),
    resume(importId) {
      if (!canResume(importId)) throw new Failure('badRequest');
      run(importId, ImportOptions.parse(runs.get(importId)?.options), 'position');
    },
    undo(importId) {
      if (!canUndo(importId)) throw new Failure('badRequest');
      const stored = runs.get(importId);
      const task = setting(importId);
      const undo: ImportUndoState = {
        ...(stored?.undo ?? UNTOUCHED),
        state: 'running',
        actorId: task.actorId,
        failure: null,
      };
      change(importId, { undo });
      begin(
        importId,
        (thread) =>
          thread.perform(
            { ...task, kind: 'undo', since: stored?.startedAt ?? 0, undo },
            ({ undo: now, changed }) => {
              options.onContactsChanged(changed);
              if (now) options.onProgress({ ...progress(importId), undo: now });
            },
          ),
        (end) => finishUndo(importId, end, undo),
      );
    },
    prepare() {
      spare ??= new ImportThread();
      spare.warm();
    },
    stop,
    async close() {
      await Promise.all([spare?.close(), ...[...running.keys()].map((id) => stop(id, 'paused'))]);
      await Promise.all([...threads].map(({ ended }) => ended));
    },
  };
}
