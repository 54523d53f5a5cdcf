import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { fromWire, type WireFailure } from '../../../shared/contract/failure.ts';
import type { ReadyRow } from './ready-row.ts';
import { rowsOfText } from './row-text.ts';

/** What the reading thread sends; `rows` are those of `row-text.ts`. */
export type RowMessage =
  | { readonly kind: 'rows'; readonly rows: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly failure: WireFailure };

/**
 * Rows of one message, and messages that may wait: some 3 MB. Rows of a long message would grow old in the writer's heap while they wait for
 * their turn, and old garbage is dear.
 */
export const BATCH = 64;
const AHEAD = 48;

const SENT = 0;
const TAKEN = 1;
const STOPPED = 2;

export const channelState = (): Int32Array =>
  new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));

/** The reading thread's end. It blocks while the writing one is far behind, so memory does not grow with the file. */
export class RowSender {
  readonly #port: MessagePort;
  readonly #state: Int32Array;

  constructor(port: MessagePort, state: Int32Array) {
    [this.#port, this.#state] = [port, state];
  }

  /** False: nobody wants more. */
  send(message: RowMessage): boolean {
    const state = this.#state;
    this.#port.postMessage(message);
    const sent = Atomics.add(state, SENT, 1) + 1;
    Atomics.notify(state, SENT);
    for (;;) {
      const taken = Atomics.load(state, TAKEN);
      if (Atomics.load(state, STOPPED) === 1) return false;
      if (sent - taken < AHEAD) return true;
      Atomics.wait(state, TAKEN, taken, 1000);
    }
  }
}

/** The writing thread's end: rows one by one, without a turn of the event loop, since it is inside a transaction. */
export class RowReceiver {
  readonly #port: MessagePort;
  readonly #state: Int32Array;
  #taken = 0;
  #ended = false;
  failure: Error | undefined;

  constructor(port: MessagePort, state: Int32Array) {
    [this.#port, this.#state] = [port, state];
  }

  /** All rows were taken. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Waits until some rows are there, or the end, or so many ms have gone. */
  wait(ms: number): void {
    if (!this.#ended) Atomics.wait(this.#state, SENT, this.#taken, ms);
  }

  /** The next rows; undefined when none are there now. */
  take(): ReadyRow[] | undefined {
    const received = this.#ended ? undefined : receiveMessageOnPort(this.#port);
    if (received === undefined) return undefined;
    this.#taken++;
    Atomics.add(this.#state, TAKEN, 1);
    Atomics.notify(this.#state, TAKEN);
    const message = received.message as RowMessage;
    if (message.kind === 'rows') return rowsOfText(message.rows);
    this.#ended = true;
    if (message.kind === 'failed') this.failure = fromWire(message.failure);
    return undefined;
  }

  /** The reading thread died. */
  fail(error: Error): void {
    this.#ended = true;
    this.failure ??= error;
    Atomics.notify(this.#state, SENT);
  }

  /** Sends the reading thread home. */
  stop(): void {
    Atomics.store(this.#state, STOPPED, 1);
    Atomics.notify(this.#state, TAKEN);
  }
}
