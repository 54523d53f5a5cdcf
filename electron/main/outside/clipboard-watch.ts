import { createHash, randomBytes } from 'node:crypto';
import type { FoundNumber } from '../../../shared/domain/phone-number/index.ts';

/** A number is looked at sooner than a person can reach for the mouse, at next to no cost. */
const LOOK_MS = 1000;
/** Nobody writes a number in more; longer text is not even read as one. */
const LONGEST = 64;

export interface ClipboardWatchOptions {
  readonly read: () => Promise<string>;
  readonly find: (text: string) => Promise<FoundNumber>;
  readonly offer: (number: { readonly dial: string; readonly display: string }) => void;
}

/**
 * Looks, while it is switched on, whether a whole valid telephone number was copied in another program, and offers to
 * dial it. Of everything else that goes over the clipboard it keeps a salted hash, to know it again, and nothing more.
 */
export class ClipboardWatch {
  readonly #options: ClipboardWatchOptions;
  readonly #salt = randomBytes(16);
  #timer: ReturnType<typeof setInterval> | undefined;
  /** One look after the other: each compares with what the one before saw. */
  #looks: Promise<void> = Promise.resolve();
  #ours = false;
  #seen = '';
  #offered = '';

  constructor(options: ClipboardWatchOptions) {
    this.#options = options;
  }

  /** What lies on the clipboard when it is switched on was copied before, and is not offered. */
  use(on: boolean): void {
    if (on === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = on ? setInterval(() => this.#look(this.#ours), LOOK_MS) : undefined;
    this.#look(true);
  }

  /** A window of ours got the focus or lost it: what is copied between the two was copied from us. */
  focusChanged(ours: boolean): void {
    if (ours === this.#ours) return;
    // Up to now it was the other way.
    this.#look(this.#ours);
    this.#ours = ours;
  }

  #look(known: boolean): void {
    if (this.#timer === undefined) return;
    // Read at once: the next moment belongs to another window.
    const reading = this.#options.read();
    this.#looks = Promise.all([reading, this.#looks])
      .then(([text]) => this.#compare(text, known))
      .catch(() => {});
  }

  async #compare(text: string, known: boolean): Promise<void> {
    const mark = createHash('sha256').update(this.#salt).update(text).digest('base64');
    if (mark === this.#seen) return;
    this.#seen = mark;
    if (known || text.length > LONGEST) return;
    const found = await this.#options.find(text);
    // An extension is any short number: prices and years would be offered all day.
    if (found.kind !== 'one' || !found.whole || !found.dial.startsWith('+')) return;
    if (this.#timer === undefined || found.dial === this.#offered) return;
    this.#offered = found.dial;
    this.#options.offer({ dial: found.dial, display: found.display });
  }
}
