import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { SipEngine } from './engine/port.ts';
import type { SpokenMessage } from './media/spoken-message.ts';

export interface LeftMessagesOptions {
  readonly core: Pick<CoreClient, 'request'>;
  readonly engine: () => Pick<SipEngine, 'say' | 'hangUp' | 'streams'>;
  readonly speak: (bytes: Uint8Array) => Promise<SpokenMessage>;
  readonly isLive: (callId: string) => boolean;
  readonly note: (message: string, cause?: unknown) => void;
}

/** Speaks the kept message into calls, and hangs up after it. */
export class LeftMessages {
  readonly #options: LeftMessagesOptions;
  readonly #spoken = new Map<string, SpokenMessage>();

  constructor(options: LeftMessagesOptions) {
    this.#options = options;
  }

  /** Resolves as soon as it is being said. Rejects with `callGone`, or when the core has no message. */
  async leave(callId: string): Promise<void> {
    const { core, engine, speak, isLive } = this.#options;
    if (this.#spoken.has(callId)) return;
    const { bytes } = await core.request('machineMessage.read', {});
    const message = await speak(bytes);
    try {
      if (!isLive(callId)) throw new Failure('callGone');
      await engine().say(callId, message.voice);
    } catch (error) {
      message.stop();
      throw error;
    }
    this.#spoken.set(callId, message);
    void message.over.then((whole) => this.#over(callId, message, whole));
  }

  /** The operator is heard again. */
  async stop(callId: string): Promise<void> {
    const message = this.#spoken.get(callId);
    if (!message) return;
    this.ended(callId);
    await this.#options.engine().say(callId, undefined);
  }

  /** The call is over, and so is what was said in it. */
  ended(callId: string): void {
    this.#spoken.get(callId)?.stop();
    this.#spoken.delete(callId);
  }

  #over(callId: string, message: SpokenMessage, whole: boolean): void {
    const { engine, note } = this.#options;
    if (!whole || this.#spoken.get(callId) !== message) return;
    this.#spoken.delete(callId);
    // Put on hold meanwhile: somebody is talking with the customer in another way now.
    if (engine().streams(callId).local !== message.voice) return;
    engine()
      .hangUp(callId)
      .catch((error) => note('a call did not end after its message', error));
  }
}
