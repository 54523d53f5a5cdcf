import { Worker } from 'node:worker_threads';
import { workerUrl } from '../host/worker-url.ts';
import { inMb, UNPACKED_LIMIT, WRITER_LIMITS } from './limits.ts';
import type { Task, TaskMessage, TaskOrder, TaskProgress } from './tasks.ts';

export type TaskEnd = Exclude<TaskMessage, { kind: 'progress' }>;

/** A thread that nobody wants anything from ends after this time, ms. */
const IDLE_MS = 60_000;

type OnProgress = (progress: TaskProgress) => void;

interface Waiting {
  readonly onProgress: OnProgress;
  readonly resolve: (end: TaskEnd) => void;
}

/**
 * A thread for the import's work, with a heap of its own: a file that is too much for it takes only the thread, and the
 * next task starts another. It stays for a while, because a preview is asked for at each change of its options.
 */
export class ImportThread {
  #worker: Worker | undefined;
  #waiting: Waiting | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  /** Runs a task after those before it; never rejects: a thread that dies is a `failed`. */
  perform(task: Task, onProgress: OnProgress = () => {}): Promise<TaskEnd> {
    const end = this.#queue.then(() => this.#start(task, onProgress));
    this.#queue = end;
    return end;
  }

  /** Starts the thread before there is a task. */
  warm(): void {
    this.#worker ??= this.#thread();
    this.#rest();
  }

  /** Ends the thread now, if it has nothing to do. */
  letGo(): void {
    if (this.#waiting) return;
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  /** The running task ends after its present transaction. */
  stop(): void {
    this.#worker?.postMessage({ kind: 'stop' } satisfies TaskOrder);
  }

  /** Resolves when the thread has let go of the base and the files. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(task: Task, onProgress: OnProgress): Promise<TaskEnd> {
    clearTimeout(this.#idle);
    return new Promise<TaskEnd>((resolve) => {
      this.#waiting = { onProgress, resolve };
      this.#worker ??= this.#thread();
      this.#worker.postMessage({ kind: 'perform', task } satisfies TaskOrder);
    });
  }

  #thread(): Worker {
    const worker = new Worker(workerUrl('imports', 'import'), { resourceLimits: WRITER_LIMITS });
    let fault: unknown;
    worker.on('message', (message: TaskMessage) => {
      if (message.kind === 'progress') this.#waiting?.onProgress(message.progress);
      else this.#settle(message);
    });
    worker.on('error', (error) => {
      fault = error;
    });
    // Only at its exit a dead thread is sure to have let go of the base.
    worker.on('exit', (code) => {
      // One that was let go has nobody who waits for it.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#settle(died(fault ?? new Error(`the import thread ended with ${code}`)));
    });
    return worker;
  }

  #settle(end: TaskEnd): void {
    this.#waiting?.resolve(end);
    this.#waiting = undefined;
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#worker?.terminate(), IDLE_MS).unref();
  }
}

function died(error: unknown): TaskEnd {
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return {
    kind: 'failed',
    failure: outOfMemory
      ? { code: 'importTooLarge', params: inMb(UNPACKED_LIMIT) }
      : { code: 'internal', params: {} },
    cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
