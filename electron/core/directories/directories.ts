import { watch } from 'node:fs';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories, StoredDirectory } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import {
  type contactDirectoryRequests,
  DirectoryCounts,
  type DirectoryDraft,
  type DirectoryProgress,
  DirectorySettings,
  type DirectoryState,
} from '../../../shared/contract/directories.ts';
import { Failure, toWire } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { Vault } from '../pbx/vault.ts';
import { chooseSide } from './choose.ts';
import type { DirectoryJob, Synced, Tested } from './job.ts';
import { nextRun } from './next-run.ts';

export interface DirectoriesOptions {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly vault: Vault;
  readonly settings: () => Settings;
  readonly me: () => string;
  readonly now: () => number;
  readonly onChanged: (list: DirectoryState[]) => void;
  readonly onContactsChanged: (ids: string[]) => void;
  readonly log: Log;
}

/** How often it looks whether it is time. */
const LOOK_EVERY_MS = 20_000;
/** Quiet time after a file of a folder changed: programs write many, and in pieces. */
const SETTLE_MS = 3_000;

interface Run {
  progress: DirectoryProgress;
  /** Undefined until the password is there. */
  job?: Running<Synced>;
  cancelled: boolean;
}

function cancel(run: Run): void {
  run.cancelled = true;
  run.job?.cancel();
}

/** Directories of this machine: when they run, how the latest run went, and what waits for a person. One runs at a time. */
export function createContactDirectories(options: DirectoriesOptions) {
  const { db, repositories, vault, now, log } = options;
  const { directories, audit } = repositories;
  const running = new Map<string, Run>();
  const waiting = new Map<string, { readonly acceptRemovals: boolean }>();
  const watchers = new Map<string, { readonly folder: string; close(): void }>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function stateOf(row: StoredDirectory): DirectoryState {
    const run = running.get(row.id);
    const isWaiting = waiting.has(row.id);
    const counts = DirectoryCounts.safeParse(row.counts).data;
    const nextAt = nextRun(row, now());
    return {
      id: row.id,
      name: row.name,
      settings: DirectorySettings.parse(row.settings),
      hasPassword: row.secretRef !== null,
      everyMinutes: row.everyMinutes,
      twoWay: row.twoWay,
      relation: row.relation,
      pushTag: row.pushTag ?? '',
      entries: directories.countLinks(row.id),
      conflicts: directories.conflicts(row.id).length,
      ...(run || isWaiting ? { running: run?.progress ?? { step: 'listing', done: 0, total: 0 } } : {}),
      ...(row.endedAt === null
        ? {}
        : {
            last: {
              endedAt: row.endedAt,
              ...(row.goodAt === null ? {} : { goodAt: row.goodAt }),
              ...(row.failure ? { failure: row.failure } : {}),
              ...(counts ? { counts } : {}),
            },
          }),
      ...(nextAt === undefined ? {} : { nextAt }),
    };
  }

  const list = () => directories.list().map(stateOf);
  const tell = () => options.onChanged(list());

  function need(id: string): StoredDirectory {
    const row = directories.get(id);
    if (!row) throw new Failure('notFound');
    return row;
  }

  const begin = <T>(job: DirectoryJob, onProgress: (progress: DirectoryProgress) => void): Running<T> =>
    runLongJob(workerUrl('directories', 'directory'), job, onProgress);

  const home = () => {
    const { country, areaCode } = options.settings();
    return { country, areaCode };
  };

  /** To its end; what becomes of it is kept, told and never thrown. */
  async function run(row: StoredDirectory, acceptRemovals: boolean): Promise<void> {
    const { id } = row;
    const startedAt = now();
    const mine: Run = { progress: { step: 'listing', done: 0, total: 0 }, cancelled: false };
    // From the first moment: a second one that is asked for meanwhile would run beside it.
    running.set(id, mine);
    tell();
    try {
      const password = await vault.get(row.secretRef);
      if (mine.cancelled) throw new Cancelled();
      const job = begin<Synced>(
        {
          kind: 'sync',
          ...home(),
          databaseFile: db.file,
          directoryId: id,
          settings: DirectorySettings.parse(row.settings),
          password,
          relation: row.relation,
          actorId: options.me(),
          acceptRemovals,
        },
        (progress) => {
          mine.progress = progress;
          tell();
        },
      );
      mine.job = job;
      const { counts, changed } = await job.done;
      directories.update(id, {
        startedAt,
        endedAt: now(),
        goodAt: now(),
        failure: null,
        failures: 0,
        counts,
      });
      if (changed.length > 0) options.onContactsChanged([...changed]);
      const { entries: _, unread: __, ...moved } = counts;
      if (Object.values(moved).some((count) => count > 0)) {
        audit.add({
          action: 'directory.run',
          subject: 'directory',
          subjectId: id,
          detail: { name: row.name, ...counts },
        });
      }
      log.info({ id, ...counts, ms: now() - startedAt }, 'a directory was compared');
    } catch (error) {
      // Whatever was taken before it stopped is whole, and the desk should show it.
      options.onContactsChanged([]);
      if (error instanceof Cancelled) {
        // Not again within the minute that it would otherwise be due.
        if (directories.get(id)) directories.update(id, { startedAt, endedAt: now() });
        return;
      }
      log.warn({ err: error, id }, 'a directory could not be compared');
      const failure = toWire(asFailure(error));
      const failures = (directories.get(id)?.failures ?? 0) + 1;
      if (directories.get(id))
        directories.update(id, {
          startedAt,
          endedAt: now(),
          failure: { ...failure, params: { ...failure.params } },
          failures,
        });
    } finally {
      running.delete(id);
      if (!stopped) tell();
    }
  }

  function ask(id: string, acceptRemovals = false): void {
    if (running.has(id) || stopped) return;
    waiting.set(id, { acceptRemovals });
    tell();
    void workOff();
  }

  async function workOff(): Promise<void> {
    if (running.size > 0) return;
    const [next] = waiting;
    if (!next || stopped) return;
    const [id, { acceptRemovals }] = next;
    waiting.delete(id);
    const row = directories.get(id);
    if (row)
      await run(row, acceptRemovals).catch((error: unknown) =>
        log.error({ err: error }, 'a directory run was not noted'),
      );
    await workOff();
  }

  function look(): void {
    for (const row of directories.list()) {
      const at = nextRun(row, now());
      if (at !== undefined && at <= now() && !running.has(row.id) && !waiting.has(row.id)) ask(row.id);
    }
    keepWatching();
  }

  /** Folders are looked at as soon as something is put there; where the system tells nothing, the schedule does. */
  function keepWatching(): void {
    const wanted = new Map(
      directories.list().flatMap((row) => {
        const settings = DirectorySettings.parse(row.settings);
        return settings.kind === 'folder' && row.everyMinutes > 0 ? [[row.id, settings.folder] as const] : [];
      }),
    );
    for (const [id, watcher] of watchers) {
      if (wanted.get(id) === watcher.folder) continue;
      watcher.close();
      watchers.delete(id);
    }
    for (const [id, folder] of wanted) {
      if (watchers.has(id)) continue;
      let settle: NodeJS.Timeout | undefined;
      try {
        const watcher = watch(folder, { persistent: false }, () => {
          clearTimeout(settle);
          settle = setTimeout(() => ask(id), SETTLE_MS);
          settle.unref();
        });
        const close = () => {
          clearTimeout(settle);
          watcher.close();
        };
        watcher.on('error', () => {
          close();
          watchers.delete(id);
        });
        watchers.set(id, { folder, close });
      } catch {
        // Not there now: it is tried again at the next look.
      }
    }
  }

  async function save(draft: DirectoryDraft): Promise<{ id: string }> {
    const before = draft.id === undefined ? undefined : need(draft.id);
    if (before && before.kind !== draft.settings.kind) throw new Failure('badRequest');
    const secretRef = await vault.put(draft.password, before?.secretRef);
    const row = {
      name: draft.name.trim(),
      settings: draft.settings,
      secretRef,
      everyMinutes: draft.everyMinutes,
      twoWay: draft.twoWay && draft.settings.kind === 'carddav',
      relation: draft.relation,
      pushTag: draft.pushTag.trim() || null,
    };
    const id = before?.id ?? uuid();
    // Whatever was changed may mean other entries: they are all looked at.
    if (before) directories.update(id, { ...row, cursor: null, failures: 0 });
    else directories.create({ ...row, id, kind: draft.settings.kind });
    keepWatching();
    tell();
    return { id };
  }

  const handlers: Handlers<typeof contactDirectoryRequests, Context> = {
    'directories.list': list,
    'directories.save': save,
    'directories.remove': ({ id }) => {
      const { secretRef } = need(id);
      const run = running.get(id);
      if (run) cancel(run);
      waiting.delete(id);
      directories.remove(id);
      vault.forget(secretRef);
      keepWatching();
      tell();
      return DONE;
    },
    'directories.test': async (draft) => {
      const before = draft.id === undefined ? undefined : need(draft.id);
      const password = draft.password ?? (await vault.get(before?.secretRef ?? null));
      const { books, entries } = await begin<Tested>(
        { kind: 'test', ...home(), settings: draft.settings, password },
        () => {},
      ).done;
      return { entries, ...(books ? { books: [...books] } : {}) };
    },
    'directories.run': ({ id, acceptRemovals }) => {
      need(id);
      ask(id, acceptRemovals);
      return DONE;
    },
    'directories.cancel': ({ id }) => {
      waiting.delete(id);
      const run = running.get(id);
      if (run) cancel(run);
      tell();
      return DONE;
    },
    'directories.conflicts': () =>
      directories.conflicts().map((row) => ({
        id: row.id,
        directoryId: row.directoryId,
        directoryName: directories.get(row.directoryId)?.name ?? '',
        contactId: row.contactId,
        contactName: repositories.contacts.get(row.contactId)?.name ?? row.theirs,
        field: row.field as 'name',
        ours: row.ours,
        theirs: row.theirs,
        at: row.at,
      })),
    'directories.choose': ({ id, side }) => {
      const chosen = chooseSide({ db, repositories, home, newId: uuid, now, actorId: options.me }, id, side);
      if (chosen.changed) options.onContactsChanged([chosen.contactId]);
      if (chosen.runs) ask(chosen.directoryId);
      else tell();
      return DONE;
    },
  };

  return {
    handlers,
    start(): void {
      timer = setInterval(look, LOOK_EVERY_MS);
      timer.unref();
      keepWatching();
    },
    look,
    async close(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      waiting.clear();
      for (const watcher of watchers.values()) watcher.close();
      const runs = [...running.values()];
      for (const run of runs) cancel(run);
      await Promise.all(runs.map(({ job }) => job?.done.catch(() => {})));
    },
  };
}
