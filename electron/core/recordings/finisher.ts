import { Worker } from 'node:worker_threads';
import { workerUrl } from '../host/worker-url.ts';
import type { FinishedFile } from './finish-file.ts';

export type FinishResult = { readonly file: FinishedFile } | { readonly empty: true };

/** Finishes recordings in a thread of its own, one after another: an hour of talk must not hold up a screen pop. */
export interface Finisher {
  /** @throws the worker's error; the spool is untouched then and can be tried again. */
  finish(spoolPath: string, finalPath: string): Promise<FinishResult>;
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (result: FinishResult) => void;
  readonly reject: (error: Error) => void;
}

export function createFinisher(): Finisher {
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
    worker = new Worker(workerUrl('recordings', 'finish'));
    worker.on('message', (answer: { id: number; error?: string; code?: string } & FinishResult) => {
      const waiting = pending.get(answer.id);
      pending.delete(answer.id);
      if (answer.error === undefined) waiting?.resolve(answer);
      else waiting?.reject(Object.assign(new Error(answer.error), answer.code ? { code: answer.code } : {}));
    });
    worker.on('error', failAll);
    worker.on('exit', () => failAll(new Error('the finishing thread ended')));
    return worker;
  }

  return {
    finish: (spoolPath, finalPath) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        pending.set(id, { resolve, reject });
        thread().postMessage({ id, spoolPath, finalPath });
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
