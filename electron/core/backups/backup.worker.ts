import { doLongJob } from '../host/long-job-thread.ts';
import type { BackupJob, Progress } from './job.ts';
import { makeBackup } from './make.ts';
import { stageRestore } from './restore.ts';

await doLongJob<BackupJob, Progress>((job, { goOn, progress }) => {
  const watch = { goOn, progress: (at: Progress) => progress(at, at.step) };
  return job.kind === 'make' ? makeBackup(job, watch) : stageRestore(job, watch);
});
