import { Worker } from 'node:worker_threads';
import { workerUrl } from '../host/worker-url.ts';
import type { ListMessage, ListOrder, ListTask } from './tasks.ts';

export type ListEnd = Exclude<ListMessage, { kind: 'progress' }>;

/** A thread that nobody wants anything from ends after this time, ms. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly onProgress: () => void;
  readonly resolve: (end: ListEnd) => void;
}

/** A thread for what takes the base or a library longer than a call may wait. One task after the other. */
export class ListThread {
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #closed = false;

  /** Never rejects: a thread that dies is a `failed`. */
  perform(task: ListTask, onProgress: () => void = () => {}): Promise<ListEnd> {
    const end = this.#queue.then(() => this.#start(task, onProgress));
    this.#queue = end;
    return end;
  }

  /** The running task ends after its present transaction. */
  cancel(): void {
    this.#worker?.postMessage({ kind: 'cancel' } satisfies ListOrder);
  }

  /** Resolves when the thread has let go of the base. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(task: ListTask, onProgress: () => void): Promise<ListEnd> {
    if (this.#closed) return Promise.resolve(died(new Error('the program ends')));
    clearTimeout(this.#idle);
    return new Promise<ListEnd>((resolve) => {
      this.#waiting = { onProgress, resolve };
      this.#worker ??= this.#thread();
      this.#worker.postMessage({ kind: 'perform', task } satisfies ListOrder);
    });
  }

  #thread(): Worker {
    const worker = new Worker(workerUrl('campaigns', 'lists'));
    let fault: unknown;
    worker.on('message', (message: ListMessage) => {
      if (message.kind === 'progress') this.#waiting?.onProgress();
      else this.#settle(message);
    });
    worker.on('error', (error) => {
      fault = error;
    });
    // Only at its exit a dead thread is sure to have let go of the base.
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#settle(died(fault ?? new Error(`the thread of the lists ended with ${code}`)));
    });
    return worker;
  }

  #settle(end: ListEnd): void {
    this.#waiting?.resolve(end);
    this.#waiting = undefined;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#worker?.terminate(), IDLE_MS).unref();
  }
}

const died = (error: unknown): ListEnd => ({
  kind: 'failed',
  failure: { code: 'internal', params: {} },
  cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
});
