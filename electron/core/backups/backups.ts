import { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { BackupState } from '../../../shared/contract/backups.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { nextDaily } from '../../../shared/domain/schedule/daily.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running } from '../host/long-job.ts';
import type { Troubles } from '../host/troubles.ts';
import type { Keys } from '../sealing/keys.ts';
import { needWritable, storeIn } from './folder.ts';
import type { MakeJob, Progress } from './job.ts';
import { Kept, LAST_KEY, Last, SETTINGS_KEY } from './kept.ts';
import { runBackupJob } from './run-job.ts';
import { newestAside, readStaged } from './staged.ts';

export interface BackupsOptions {
  readonly dataDir: string;
  readonly databaseFile: string;
  readonly version: string;
  readonly store: Repositories['settings'];
  readonly keys: Pick<Keys, 'kept' | 'current' | 'identities'>;
  readonly newId: () => string;
  readonly now: () => number;
  /** IANA zone of the workplace. */
  readonly zone: () => string;
  readonly troubles: Pick<Troubles, 'set'>;
  readonly onChanged: (state: BackupState) => void;
  readonly log: Log;
}

/** How often it looks whether it is time: a clock that was set, or a machine that slept, is noticed within it. */
const LOOK_EVERY_MS = 60_000;
/** After one that failed: the disk may be full for hours, the share away for a night. */
const AGAIN_AFTER_MS = 3_600_000;

const StagedWords = z.object({ at: z.number(), missing: z.number() });

/** The backups of this profile: when they are made, how the latest went, and what is being done now. */
export function createBackups(options: BackupsOptions) {
  const { store, keys, now, log, troubles } = options;
  let running: { what: 'backup' | 'restore'; progress: Progress; job: Running<unknown> } | undefined;
  let timer: NodeJS.Timeout | undefined;

  const fresh = (): Kept => ({
    profile: options.newId(),
    on: false,
    folder: '',
    minutes: 180,
    daily: 7,
    weekly: 4,
    since: 0,
  });
  const kept = (): Kept => Kept.catch(fresh).parse(store.get(SETTINGS_KEY));
  const last = (): Last | undefined => Last.safeParse(store.get(LAST_KEY)).data;

  /** After the latest good one; a clock that was set back does not put it off. */
  function dueAt({ on, folder, minutes, since }: Kept): number | undefined {
    if (!on || folder === '' || keys.kept().keys.length === 0) return undefined;
    const before = last();
    const planned = nextDaily(Math.min(Math.max(since, before?.goodAt ?? 0), now()), minutes, options.zone());
    if (before?.failure === undefined || before.endedAt > now()) return planned;
    return Math.max(planned, before.endedAt + AGAIN_AFTER_MS);
  }

  function state(): BackupState {
    const { on, folder, minutes, daily, weekly } = kept();
    const before = last();
    const staged = StagedWords.safeParse(readStaged(options.dataDir)).data;
    const nextAt = dueAt(kept());
    const aside = newestAside(options.dataDir);
    return {
      plan: { on, folder, minutes, daily, weekly },
      hasKey: keys.kept().keys.length > 0,
      ...(running ? { running: { what: running.what, ...running.progress } } : {}),
      ...(before ? { last: lastWords(before) } : {}),
      ...(nextAt === undefined ? {} : { nextAt: Math.max(nextAt, now()) }),
      ...(staged && running?.what !== 'restore' ? { staged } : {}),
      ...(aside === undefined ? {} : { aside }),
    };
  }
  const tell = () => options.onChanged(state());

  function needIdle(): void {
    if (running) throw new Failure('backupBusy');
  }

  /** @throws Failure as `runBackupJob`; Cancelled. Whoever begins has seen that nothing else runs. */
  async function run<T>(what: 'backup' | 'restore', begin: (tell: (at: Progress) => void) => Running<T>) {
    const job = begin((progress) => {
      if (running) running.progress = progress;
      tell();
    });
    running = { what, progress: { step: 'copying', share: 0 }, job };
    tell();
    try {
      return await job.done;
    } finally {
      running = undefined;
    }
  }

  /** To its end; what becomes of it is kept, told and never thrown. */
  async function backUp({ key, identities }: Pick<MakeJob, 'key' | 'identities'>): Promise<void> {
    const { folder, profile, daily, weekly } = kept();
    const at = now();
    const before = last();
    const end = (result: Partial<Last>) =>
      store.set(LAST_KEY, {
        at,
        endedAt: now(),
        goodAt: before?.goodAt ?? 0,
        bytes: before?.bytes ?? 0,
        addedBytes: before?.addedBytes ?? 0,
        missing: before?.missing ?? 0,
        ...result,
      } satisfies Last);
    try {
      const made = await run('backup', (onProgress) =>
        runBackupJob(
          {
            kind: 'make',
            dataDir: options.dataDir,
            databaseFile: options.databaseFile,
            store: storeIn(folder, profile),
            key,
            identities,
            at,
            version: options.version,
            keep: { daily, weekly },
            zone: options.zone(),
          },
          onProgress,
        ),
      );
      const { bytes, addedBytes, missing } = made;
      end({ goodAt: at, bytes, addedBytes, missing });
      troubles.set('backup', undefined);
      log.info({ id: made.id, bytes, addedBytes, missing, ms: now() - at }, 'backup is made');
    } catch (error) {
      if (error instanceof Cancelled) return;
      const failure = asFailure(error);
      log.error({ err: error }, 'the backup failed');
      troubles.set('backup', { code: 'backupFailed', params: {} });
      end({ failure: failure.code });
    } finally {
      tell();
    }
  }

  async function begin(): Promise<void> {
    needIdle();
    await needWritable(kept().folder);
    const sealing = { key: keys.current(), identities: await keys.identities() };
    needIdle();
    void backUp(sealing).catch((error: unknown) => log.error({ err: error }, 'the backup was not noted'));
  }

  function look(): void {
    const due = dueAt(kept());
    if (running || due === undefined || due > now()) return;
    begin().catch((error: unknown) => {
      // The folder is not there: a share that is away, a disk that was taken out.
      const failure = asFailure(error);
      log.warn({ err: error }, 'no backup could be begun');
      const before = last();
      store.set(LAST_KEY, {
        ...{ goodAt: 0, bytes: 0, addedBytes: 0, missing: 0, ...before },
        at: now(),
        endedAt: now(),
        failure: failure.code,
      } satisfies Last);
      troubles.set('backup', { code: 'backupFailed', params: {} });
      tell();
    });
  }

  return {
    state,
    kept,
    needIdle,
    begin,
    run,
    tell,
    cancel: () => running?.job.cancel(),
    save(plan: BackupState['plan']): void {
      const before = kept();
      const since = plan.on && !before.on ? now() : before.since;
      store.set(SETTINGS_KEY, { ...before, ...plan, since } satisfies Kept);
      tell();
    },
    start(): void {
      timer = setInterval(look, LOOK_EVERY_MS);
      timer.unref();
    },
    look,
    async stop(): Promise<void> {
      clearInterval(timer);
      running?.job.cancel();
      await running?.job.done.catch(() => {});
    },
  };
}

export type Backups = ReturnType<typeof createBackups>;

function lastWords({ endedAt, failure, goodAt, bytes, addedBytes, missing }: Last): BackupState['last'] {
  return {
    endedAt,
    ...(failure === undefined ? {} : { failure }),
    ...(goodAt === 0 ? {} : { goodAt }),
    bytes,
    addedBytes,
    missing,
  };
}
