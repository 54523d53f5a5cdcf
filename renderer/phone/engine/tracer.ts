import type { EngineListener } from './port.ts';
import { hideSecrets } from './trace-secrets.ts';
import { callIdOf } from './wire.ts';

/**
 * So many Call-IDs are remembered: the last messages of a call come up to 32 s after its end (64 × T1, RFC 3261 §17), and
 * nobody has more calls than that in the time. A page lives for months, so what it keeps must have an end.
 */
const MAX_CALLS = 32;

/**
 * Tells every SIP message, with secrets hidden, and of which call it is. It waits for the end of the present task: an
 * INVITE is seen on the wire before there is a call that it could belong to.
 */
export class Tracer {
  readonly #tell: EngineListener['trace'];
  readonly #calls = new Map<string, string>();
  #waiting: { at: number; direction: 'sent' | 'received'; text: string }[] = [];
  #stopped = false;

  constructor(tell: EngineListener['trace']) {
    this.#tell = tell;
  }

  belongs(sipCallId: string, callId: string): void {
    this.#calls.set(sipCallId, callId);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > MAX_CALLS && oldest !== undefined) this.#calls.delete(oldest);
  }

  message(direction: 'sent' | 'received', text: string): void {
    if (this.#stopped) return;
    this.#waiting.push({ at: Date.now(), direction, text });
    if (this.#waiting.length === 1) setTimeout(() => this.#flush());
  }

  stop(): void {
    this.#flush();
    this.#stopped = true;
  }

  #flush(): void {
    const messages = this.#waiting;
    this.#waiting = [];
    for (const { at, direction, text } of messages) {
      this.#tell({ at, direction, text: hideSecrets(text) }, this.#calls.get(callIdOf(text)));
    }
  }
}
