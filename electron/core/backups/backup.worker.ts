import { parentPort, workerData } from 'node:worker_threads';
import { toWire } from '../../../shared/contract/failure.ts';
import { asFailure } from '../host/dispatch.ts';
import { type BackupJob, Cancelled, type Progress, type Watch } from './job.ts';
import { makeBackup } from './make.ts';
import { stageRestore } from './restore.ts';

const port = parentPort;
if (port === null) throw new Error('backup.worker runs as a worker thread only');

/** Says how far it is not more often than somebody can read it. */
const TELL_EVERY_MS = 200;
/** Of a second that it works at a stretch, and then rests: on a machine with two cores a call must find one free. */
const WORK_MS = 30;
const REST_MS = 10;

const { job, stop } = workerData as { job: BackupJob; stop: Int32Array };
let told = { step: '', at: 0 };
let workedSince = performance.now();

const watch: Watch = {
  progress(progress: Progress) {
    const at = performance.now();
    if (progress.step === told.step && at - told.at < TELL_EVERY_MS) return;
    told = { step: progress.step, at };
    port.postMessage({ progress });
  },
  goOn() {
    if (Atomics.load(stop, 0) === 1) throw new Cancelled();
    if (performance.now() - workedSince < WORK_MS) return;
    // Sleeps, unless somebody says "stop" meanwhile.
    Atomics.wait(stop, 0, 0, REST_MS);
    workedSince = performance.now();
  },
};

try {
  const made = job.kind === 'make' ? await makeBackup(job, watch) : await stageRestore(job, watch);
  port.postMessage({ made });
} catch (error) {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
  port.postMessage(
    error instanceof Cancelled ? { cancelled: true } : { failure: toWire(asFailure(error)), cause },
  );
}
