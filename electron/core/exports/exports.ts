import { closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import {
  type CustomerExport,
  EXPORT_ENDINGS,
  type ExportProgress,
  type exportRequests,
} from '../../../shared/contract/exports.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import { Cancelled, type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import { clockIn } from '../results/days.ts';
import type { ExportCount, ExportJob, ExportMade } from './job.ts';

export interface ExportsOptions {
  readonly db: Pick<Db, 'file'>;
  readonly audit: Pick<Repositories['audit'], 'add'>;
  readonly dataDir: string;
  readonly settings: () => Pick<Settings, 'language' | 'country' | 'areaCode' | 'zone'>;
  /** Who is at this workstation. */
  readonly me: () => string;
  readonly now: () => number;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly log: Log;
}

export interface Exports {
  readonly handlers: Handlers<typeof exportRequests, Context>;
  close(): Promise<void>;
}

interface Kept {
  readonly ownerId: string;
  readonly path: string;
  readonly job: Running<ExportMade>;
  /** It has ended and was written down. */
  readonly ended: Promise<void>;
  progress: ExportProgress;
}

/** Bytes in one answer. */
const PIECE = 1024 * 1024;

/**
 * Customers on their way out: a thread makes the file in the profile, whoever began it fetches it piece by piece, and then it
 * is gone again. Who took whom, and how many, is in the audit before the first byte leaves.
 */
export function createExports(options: ExportsOptions): Exports {
  const { audit, log, me, settings } = options;
  const folder = join(options.dataDir, 'exports');
  const kept = new Map<string, Kept>();
  // Customers' data in a second place is a burden: what nobody fetched before the program ended is thrown away.
  rmSync(folder, { recursive: true, force: true });

  function own(exportId: string): Kept {
    const found = kept.get(exportId);
    if (found?.ownerId !== me()) throw new Failure('notFound', { id: exportId });
    return found;
  }

  function begin(asked: CustomerExport, { within }: Context): string {
    const exportId = uuid();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, exportId);
    const { language, country, areaCode } = settings();
    const job = runLongJob<ExportCount, ExportMade>(
      workerUrl('exports', 'export'),
      {
        ...asked,
        path,
        databaseFile: options.db.file,
        language,
        home: { country, areaCode },
        owners: both(within('customers.view'), within('customers.export')),
      } satisfies ExportJob,
      (count) => tell({ state: 'running', ...count }),
    );
    const actorId = me();
    const tell = (change: Omit<ExportProgress, 'exportId'>) => {
      entry.progress = { exportId, ...change };
      options.onProgress(entry.progress);
    };
    const finished = ({ rows, bytes }: ExportMade) => {
      audit.add({
        kind: 'exported',
        action: 'customers.export',
        subject: 'contact',
        detail: { rows, format: asked.format, filter: JSON.stringify(asked.filter) },
        actorId,
      });
      const day = clockIn(settings().zone)(options.now()).slice(0, 10);
      tell({
        state: 'done',
        done: rows,
        total: rows,
        bytes,
        fileName: `ringdesk-customers-${day}.${EXPORT_ENDINGS[asked.format]}`,
      });
    };
    const broken = (error: unknown) => {
      rmSync(path, { force: true });
      const { done, total } = entry.progress;
      if (error instanceof Cancelled) return tell({ state: 'cancelled', done, total });
      const { code } = asFailure(error);
      log.error({ exportId, err: error }, 'customers could not be exported');
      tell({ state: 'failed', done, total, failure: code });
    };
    const entry: Kept = {
      ownerId: actorId,
      path,
      job,
      ended: job.done.then(finished).catch(broken),
      progress: { exportId, state: 'running', done: 0, total: 0 },
    };
    kept.set(exportId, entry);
    return exportId;
  }

  return {
    handlers: {
      'exports.begin': (asked, context) => ({ exportId: begin(asked, context) }),
      'exports.progress': ({ exportId }) => own(exportId).progress,
      'exports.read'({ exportId, offset }) {
        const { path, progress } = own(exportId);
        if (progress.state !== 'done' || progress.bytes === undefined)
          throw new Failure('notFound', { id: exportId });
        return { bytes: piece(path, offset, progress.bytes), total: progress.bytes };
      },
      async 'exports.cancel'({ exportId }) {
        const { job, ended, path } = own(exportId);
        job.cancel();
        await ended;
        kept.delete(exportId);
        rmSync(path, { force: true });
        return DONE;
      },
    },
    async close() {
      for (const { job } of kept.values()) job.cancel();
      await Promise.all([...kept.values()].map(({ ended }) => ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function piece(path: string, offset: number, total: number) {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(Math.max(0, Math.min(PIECE, total - offset)));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, offset));
  } finally {
    closeSync(file);
  }
}

/** Whom one may see and take out as well. */
function both(
  seen: ReadonlySet<string> | undefined,
  taken: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (seen === undefined || taken === undefined) return seen ?? taken;
  return new Set([...seen].filter((id) => taken.has(id)));
}
