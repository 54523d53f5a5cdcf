import { type Leg, LegRefused, type Reoffer } from './stack.ts';

/** A glare that repeats itself so often is none. */
const MAX_GLARES = 3;

export interface OffersOptions {
  readonly leg: () => Leg | undefined;
  /** The wish of this moment. */
  readonly direction: () => Reoffer['direction'];
  /** Whoever made the call owns its Call-ID, and waits for longer after a glare. */
  readonly ownsCallId: boolean;
}

/** The re-INVITEs of one call: one at a time, each with the wishes of the moment in which it is its turn. */
export class Offers {
  readonly #options: OffersOptions;
  #queue: Promise<void> = Promise.resolve();
  #stopped = false;
  #wake: (() => void) | undefined;

  constructor(options: OffersOptions) {
    this.#options = options;
  }

  /** Rejects with `LegRefused`. */
  send(iceRestart: boolean): Promise<void> {
    const mine = this.#queue.then(() => this.#offer(iceRestart));
    this.#queue = mine.catch(() => {});
    return mine;
  }

  /** No answer will come to what is under way. */
  drop(): void {
    this.#options.leg()?.dropOffer();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake?.();
  }

  async #offer(iceRestart: boolean): Promise<void> {
    for (let glares = 0; ; glares += 1) {
      try {
        if (this.#stopped) throw new LegRefused(481);
        await this.#options.leg()?.reoffer({ direction: this.#options.direction(), iceRestart });
        return;
      } catch (error) {
        if (!(error instanceof LegRefused) || error.status !== 491 || glares >= MAX_GLARES) throw error;
        await this.#wait();
      }
    }
  }

  /** RFC 3261 §14.1: 2.1 to 4 s for the owner of the Call-ID, up to 2 s for the other one. */
  #wait(): Promise<void> {
    const ms = this.#options.ownsCallId ? 2_100 + Math.random() * 1_900 : Math.random() * 2_000;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
