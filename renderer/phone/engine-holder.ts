import { Failure } from '../../shared/contract/failure.ts';
import type { Incoming, PhoneAccount, Watch } from '../../shared/contract/phone.ts';
import type { EngineFactory, EngineListener, Microphone, SipEngine } from './engine/port.ts';

export interface EngineHolderOptions {
  readonly factory: EngineFactory;
  readonly listener: EngineListener;
  readonly microphone: Microphone;
  readonly audio: () => AudioContext;
}

/** The engine of the present account. Another account takes over when no call is live: a talk is never cut for it. */
export class EngineHolder {
  readonly #options: EngineHolderOptions;
  #engine: SipEngine | undefined;
  #present: PhoneAccount | undefined;
  #wanted: PhoneAccount | undefined;
  #incoming: Incoming = { mode: 'ring' };
  #watch: Watch = { mailbox: false, extensions: [] };
  /** Changes follow each other; the last wish wins. */
  #changing: Promise<void> = Promise.resolve();

  constructor(options: EngineHolderOptions) {
    this.#options = options;
  }

  /** The engine, or `Failure('noAccount')`. */
  get engine(): SipEngine {
    if (this.#engine === undefined) throw new Failure('noAccount');
    return this.#engine;
  }

  get present(): SipEngine | undefined {
    return this.#engine;
  }

  use(account: PhoneAccount | undefined): void {
    this.#wanted = account;
    this.settle();
  }

  /** Also for every engine to come. */
  setIncoming(incoming: Incoming): void {
    this.#incoming = incoming;
    this.#engine?.setIncoming(incoming);
  }

  /** Also for every engine to come. */
  watch(watch: Watch): void {
    this.#watch = watch;
    this.#engine?.watch(watch);
  }

  /** To be called when a call ended: a change may have waited for it. */
  settle(): void {
    this.#changing = this.#changing
      .then(() => this.#change())
      .catch((error) => this.#options.listener.note('the account could not be changed', error));
  }

  async stop(): Promise<void> {
    this.#wanted = undefined;
    // Also while calls are live; and at once, because the page may be about to go.
    const engine = this.#engine;
    this.#engine = undefined;
    this.#present = undefined;
    await engine?.stop();
  }

  async #change(): Promise<void> {
    const wanted = this.#wanted;
    if (JSON.stringify(wanted) === JSON.stringify(this.#present)) return;
    if (this.#engine && this.#engine.liveCallIds.length > 0) return;
    const old = this.#engine;
    this.#engine = undefined;
    this.#present = undefined;
    await old?.stop();
    if (wanted === undefined) return;
    const { factory, listener, microphone, audio } = this.#options;
    const engine = await factory({ account: wanted, listener, microphone, audio });
    engine.setIncoming(this.#incoming);
    engine.watch(this.#watch);
    this.#engine = engine;
    this.#present = wanted;
    engine.start();
  }
}
