import { Worker } from 'node:worker_threads';
import { Failure, fromWire, type WireFailure } from '../../../shared/contract/failure.ts';
import { workerUrl } from '../host/worker-url.ts';
import type { Report, ResultsRequest, ResultsTask } from './task.ts';

/** A thread that nobody wants anything from ends after this time, ms. */
const IDLE_MS = 60_000;
/** A workbook of 100,000 rows takes some 400 MB while it is built. */
const HEAP_MB = 1_000;

interface Waiting {
  readonly resolve: (report: Report) => void;
  readonly reject: (error: unknown) => void;
}

type Answer = { readonly id: number } & (
  | { readonly report: Report }
  | { readonly failure: WireFailure; readonly cause: string }
);

/**
 * A thread with its own connection that makes reports, one after another: a walk through 100,000 calls must not hold up a
 * screen pop. One that dies fails what waits for it; the next report starts another.
 */
export class ReportThread {
  readonly #databaseFile: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(databaseFile: string) {
    this.#databaseFile = databaseFile;
  }

  /** @throws Failure of the report; `exportTooLarge` when it was too much for the thread's memory */
  make<K extends ResultsRequest>(task: Extract<ResultsTask, { name: K }>): Promise<Report<K>> {
    clearTimeout(this.#idle);
    return new Promise<Report>((resolve, reject) => {
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id, task });
    }) as Promise<Report<K>>;
  }

  /** Resolves when the thread has let go of the base. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(workerUrl('results', 'results'), {
      workerData: { databaseFile: this.#databaseFile },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    let fault: unknown;
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('report' in answer) waiting?.resolve(answer.report);
      else waiting?.reject(asError(answer));
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.#rest(), IDLE_MS).unref();
    });
    worker.on('error', (error) => {
      fault = error;
    });
    worker.on('exit', (code) => {
      // One that was let go has nothing to do; who waits now, waits for its successor.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#failAll(fault ?? new Error(`the thread of the reports ended with ${code}`));
    });
    return worker;
  }

  #rest(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  #failAll(error: unknown): void {
    const outOfMemory =
      error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    for (const { reject } of this.#waiting.values())
      reject(outOfMemory ? new Failure('exportTooLarge', {}, { cause: error }) : error);
    this.#waiting.clear();
  }
}

function asError({ failure, cause }: { readonly failure: WireFailure; readonly cause: string }): Failure {
  const known = fromWire(failure);
  return new Failure(known.code, known.params, { cause: new Error(cause) });
}
