import { type Running, runLongJob } from '../host/long-job.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { BackupJob, MakeJob, Progress, RestoreJob } from './job.ts';
import type { Staged } from './restore.ts';
import type { About } from './store.ts';

type OnProgress = (progress: Progress) => void;

/** In a thread with a connection of its own. */
export function runBackupJob(job: MakeJob, onProgress: OnProgress): Running<About>;
export function runBackupJob(job: RestoreJob, onProgress: OnProgress): Running<Staged>;
export function runBackupJob(job: BackupJob, onProgress: OnProgress): Running<About | Staged> {
  return runLongJob(workerUrl('backups', 'backup'), job, onProgress);
}
