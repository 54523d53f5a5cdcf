import { type ResourceLimits, Worker } from 'node:worker_threads';
import { Failure, fromWire, type WireFailure } from '../../../shared/contract/failure.ts';

/** What the thread of a long job says (`long-job-thread.ts`). */
export type Said<Progress, Made> =
  | { readonly progress: Progress }
  | { readonly made: Made }
  | { readonly cancelled: true }
  | { readonly failure: WireFailure; readonly cause: string };

/** Words to the thread of a long job. */
export const CANCEL = 1;
export const PAUSE = 2;

/** Somebody pressed "Cancel", or the program ends. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

export interface Running<T> {
  /** @throws Failure of the job; Cancelled */
  readonly done: Promise<T>;
  cancel(): void;
  /** It stands still where it is until it may go on. */
  pause(on: boolean): void;
}

/** One job in a thread of its own, so that no lookup waits for it. */
export function runLongJob<Progress, Made>(
  worker: URL,
  job: unknown,
  onProgress: (progress: Progress) => void,
  resourceLimits: ResourceLimits = {},
): Running<Made> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(worker, { workerData: { job, stop }, resourceLimits });
  const done = new Promise<Made>((resolve, reject) => {
    thread.on('message', (said: Said<Progress, Made>) => {
      if ('progress' in said) onProgress(said.progress);
      else if ('made' in said) resolve(said.made);
      else if ('cancelled' in said) reject(new Cancelled());
      else {
        const { code, params } = fromWire(said.failure);
        reject(new Failure(code, params, { cause: new Error(said.cause) }));
      }
    });
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`the thread of a long job ended with ${code}`)));
  });
  const say = (word: number): void => {
    Atomics.store(stop, 0, word);
    Atomics.notify(stop, 0);
  };
  return {
    done,
    cancel: () => say(CANCEL),
    pause(on) {
      if (Atomics.load(stop, 0) !== CANCEL) say(on ? PAUSE : 0);
    },
  };
}
