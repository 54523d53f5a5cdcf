import type { TraceMessage } from '../../../shared/contract/quality.ts';

/** A call is set up in some ten messages within a second: they travel together. Milliseconds. */
const WAIT = 2_000;
/** A call that is over is looked at soon: its BYE and the answer follow within this, milliseconds. */
const AFTER_END = 300;
/** The contract takes a hundred at once. */
const FULL = 50;
/** Longest text that the contract takes. */
const MAX_TEXT = 16_000;

/** Messages of the wire wait here a moment, each call's apart, so that a ring is not slowed down by its own story. */
export class TraceBuffer {
  readonly #send: (messages: TraceMessage[], callId: string | undefined) => void;
  readonly #waiting = new Map<string | undefined, TraceMessage[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (messages: TraceMessage[], callId: string | undefined) => void) {
    this.#send = send;
  }

  add(message: TraceMessage, callId?: string): void {
    const messages = this.#waiting.get(callId) ?? [];
    messages.push({ ...message, text: message.text.slice(0, MAX_TEXT) });
    this.#waiting.set(callId, messages);
    if (messages.length >= FULL) this.#sendOf(callId);
    else this.#timer ??= setTimeout(() => this.flush(), WAIT);
  }

  /** A call ended: whoever opens it now wants to see how. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), AFTER_END);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const callId of [...this.#waiting.keys()]) this.#sendOf(callId);
  }

  #sendOf(callId: string | undefined): void {
    const messages = this.#waiting.get(callId);
    this.#waiting.delete(callId);
    if (messages) this.#send(messages, callId);
  }
}
