import { parentPort, workerData } from 'node:worker_threads';
import { toWire } from '../../../shared/contract/failure.ts';
import { asFailure } from './as-failure.ts';
import { CANCEL, Cancelled, PAUSE } from './long-job.ts';

/** Says how far it is not more often than somebody can read it. */
const TELL_EVERY_MS = 200;
/** So long it works at a stretch, and then rests: on a machine with two cores a call must find one free. */
const WORK_MS = 30;
const REST_MS = 10;

export interface LongWatch<Progress> {
  /** `step`: each one is told, its shares now and then. */
  progress(progress: Progress, step?: string): void;
  /** @throws Cancelled */
  goOn(): void;
}

/** Does the one job of this thread and says what became of it. */
export async function doLongJob<Job, Progress>(
  work: (job: Job, watch: LongWatch<Progress>) => Promise<unknown>,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('a long job runs in a worker thread only');
  const { job, stop } = workerData as { job: Job; stop: Int32Array };
  let told: { step: string | undefined; at: number } | undefined;
  let workedSince = performance.now();
  const watch: LongWatch<Progress> = {
    progress(progress, step) {
      const at = performance.now();
      if (told?.step === step && at - (told?.at ?? 0) < TELL_EVERY_MS) return;
      told = { step, at };
      port.postMessage({ progress });
    },
    goOn() {
      while (Atomics.load(stop, 0) === PAUSE) Atomics.wait(stop, 0, PAUSE);
      if (Atomics.load(stop, 0) === CANCEL) throw new Cancelled();
      if (performance.now() - workedSince < WORK_MS) return;
      // Sleeps, unless somebody says "stop" meanwhile.
      Atomics.wait(stop, 0, 0, REST_MS);
      workedSince = performance.now();
    },
  };
  try {
    port.postMessage({ made: await work(job, watch) });
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage(
      error instanceof Cancelled ? { cancelled: true } : { failure: toWire(asFailure(error)), cause },
    );
  }
}
