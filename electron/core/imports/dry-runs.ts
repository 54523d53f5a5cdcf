import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { ImportDryRun, importDryRunRequests } from '../../../shared/contract/import-dry-runs.ts';
import type { ImportOptions } from '../../../shared/contract/imports.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { DryRunFound } from './dry-run.ts';
import type { TaskSetting } from './tasks.ts';

export interface DryRunJob extends TaskSetting {
  readonly options: ImportOptions;
}

export type DryRunCount = DryRunFound & Pick<ImportDryRun, 'rows' | 'processed'>;

export interface DryRunsOptions {
  readonly repositories: Pick<Repositories, 'imports'>;
  readonly db: Pick<Db, 'file'>;
  readonly dataDir: string;
  readonly settings: () => Pick<Settings, 'language' | 'country' | 'areaCode' | 'ownNumbers'>;
  readonly me: () => string;
  readonly onProgress: (dryRun: ImportDryRun) => void;
  readonly log: Log;
}

interface Kept {
  readonly job: Running<DryRunFound & { readonly rows: number }>;
  readonly ended: Promise<void>;
  state: ImportDryRun;
}

const NOTHING: DryRunFound = {
  created: 0,
  merged: 0,
  unchanged: 0,
  rejected: 0,
  asked: 0,
  asText: 0,
  reasons: [],
  fields: [],
  examples: { created: [], merged: [], rejected: [] },
};

/** Whole files looked at before anything is done with them, each in a thread with a connection that only reads. */
export function createDryRuns<Context>(options: DryRunsOptions) {
  const { log, settings } = options;
  const kept = new Map<string, Kept>();

  async function stop(importId: string): Promise<void> {
    const entry = kept.get(importId);
    entry?.job.cancel();
    await entry?.ended;
  }

  function begin(importId: string, given: ImportOptions): void {
    // Names of customers are in what was found: of one file at a time is enough.
    for (const [id, { state }] of kept) if (state.state !== 'running') kept.delete(id);
    const rows = options.repositories.imports.get(importId)?.rows ?? 0;
    const { language, ownNumbers, country, areaCode } = settings();
    const job = runLongJob<DryRunCount, DryRunFound & { readonly rows: number }>(
      workerUrl('imports', 'dry-run'),
      {
        databaseFile: options.db.file,
        dataDir: options.dataDir,
        importId,
        actorId: options.me(),
        language,
        ownNumbers,
        country,
        areaCode,
        options: given,
      } satisfies DryRunJob,
      (count) => tell({ ...count, state: 'running' }),
    );
    const tell = (change: Omit<ImportDryRun, 'importId'>) => {
      entry.state = { importId, ...change };
      options.onProgress(entry.state);
    };
    const ended = job.done
      .then((found) => tell({ ...found, processed: found.rows, state: 'done' }))
      .catch((error: unknown) => {
        const { importId: _, failure: __, ...count } = entry.state;
        if (error instanceof Cancelled) return tell({ ...count, state: 'cancelled' });
        log.error({ importId, err: error }, 'a file for import could not be looked through');
        tell({ ...count, state: 'failed', failure: asFailure(error).code });
      });
    const entry: Kept = {
      job,
      ended,
      state: { importId, state: 'running', rows, processed: 0, ...NOTHING },
    };
    kept.set(importId, entry);
  }

  const handlers: Handlers<typeof importDryRunRequests, Context> = {
    async 'imports.dryRun'({ importId, options: given }) {
      const run = options.repositories.imports.get(importId);
      if (run === undefined) throw new Failure('importNotFound');
      if (run.state === 'running' || run.state === 'receiving') throw new Failure('badRequest');
      await stop(importId);
      begin(importId, given);
      return DONE;
    },
    'imports.dryRunState'({ importId }) {
      const entry = kept.get(importId);
      if (entry === undefined) throw new Failure('notFound', { id: importId });
      return entry.state;
    },
    async 'imports.dryRunStop'({ importId }) {
      await stop(importId);
      return DONE;
    },
  };

  return {
    handlers,
    async close(): Promise<void> {
      await Promise.all([...kept.keys()].map(stop));
    },
  };
}
