import { Worker } from 'node:worker_threads';
import { Failure, fromWire, type WireFailure } from '../../../shared/contract/failure.ts';
import { workerUrl } from '../host/worker-url.ts';
import { type BackupJob, Cancelled, type MakeJob, type Progress, type RestoreJob } from './job.ts';
import type { Staged } from './restore.ts';
import type { About } from './store.ts';

type Said =
  | { readonly progress: Progress }
  | { readonly made: About | Staged }
  | { readonly cancelled: true }
  | { readonly failure: WireFailure; readonly cause: string };

export interface Running<T> {
  /** @throws Failure of the job; Cancelled */
  readonly done: Promise<T>;
  cancel(): void;
}

/** One job in a thread with a connection of its own, so that no lookup waits for it. */
export function runBackupJob(job: MakeJob, onProgress: (progress: Progress) => void): Running<About>;
export function runBackupJob(job: RestoreJob, onProgress: (progress: Progress) => void): Running<Staged>;
export function runBackupJob(
  job: BackupJob,
  onProgress: (progress: Progress) => void,
): Running<About | Staged> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerUrl('backups', 'backup'), { workerData: { job, stop } });
  const done = new Promise<About | Staged>((resolve, reject) => {
    worker.on('message', (said: Said) => {
      if ('progress' in said) onProgress(said.progress);
      else if ('made' in said) resolve(said.made);
      else if ('cancelled' in said) reject(new Cancelled());
      else {
        const { code, params } = fromWire(said.failure);
        reject(new Failure(code, params, { cause: new Error(said.cause) }));
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of the backup ended with ${code}`)));
  });
  return {
    done,
    cancel() {
      Atomics.store(stop, 0, 1);
      Atomics.notify(stop, 0);
    },
  };
}
