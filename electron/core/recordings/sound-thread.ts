import { Worker } from 'node:worker_threads';
import { fromWire, type WireFailure } from '../../../shared/contract/failure.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { FinishedFile, FinishKeys } from './finish-file.ts';

export type FinishResult = { readonly file: FinishedFile } | { readonly empty: true };

export interface FinishJob extends FinishKeys {
  readonly kind: 'finish';
  readonly spoolPath: string;
  readonly finalPath: string;
}

export interface OpenJob {
  readonly kind: 'open';
  /** As if it were not sealed. */
  readonly path: string;
  readonly identities: readonly string[];
}

export type SoundJob = FinishJob | OpenJob;

/** Works on recordings in a thread of its own, one after another: an hour of talk must not hold up a screen pop. */
export interface SoundThread {
  /** @throws Failure; an error with the code of the disk. The spool is untouched then and can be tried again. */
  finish(job: Omit<FinishJob, 'kind'>): Promise<FinishResult>;
  /** The whole of a sealed file; undefined: there is none. @throws Failure `sealKeyLost`, `recordingDamaged` */
  open(job: Omit<OpenJob, 'kind'>): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

type Answer =
  | { id: number; done: unknown }
  | { id: number; failure: WireFailure; cause: string; code?: string };

export function createSoundThread(): SoundThread {
  const pending = new Map<number, Pending>();
  let worker: Worker | undefined;
  let last = 0;

  function failAll(error: Error): void {
    worker = undefined;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }

  function thread(): Worker {
    if (worker) return worker;
    worker = new Worker(workerUrl('recordings', 'sound'));
    worker.on('message', (answer: Answer) => {
      const waiting = pending.get(answer.id);
      pending.delete(answer.id);
      if ('done' in answer) waiting?.resolve(answer.done as never);
      else waiting?.reject(errorOf(answer));
    });
    worker.on('error', failAll);
    worker.on('exit', () => failAll(new Error('the thread of the recordings ended')));
    return worker;
  }

  function ask<T>(job: SoundJob): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++last;
      pending.set(id, { resolve, reject });
      thread().postMessage({ id, job });
    });
  }

  return {
    finish: (job) => ask({ kind: 'finish', ...job }),
    open: (job) => ask({ kind: 'open', ...job }),
    close: async () => {
      await worker?.terminate();
    },
  };
}

/** `internal` says nothing of its own: then the code of the disk is what tells a spool that is not there. */
function errorOf({ failure, cause, code }: Extract<Answer, { failure: WireFailure }>): Error {
  if (failure.code !== 'internal') return fromWire(failure);
  return Object.assign(new Error(cause), code === undefined ? {} : { code });
}
