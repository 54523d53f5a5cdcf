import { Failure, type FailureCode } from '../../../shared/contract/failure.ts';

/** Something that must reach the core, in its turn. */
export interface Parcel {
  /** Bytes that it keeps in memory while it waits. */
  readonly size: number;
  /** Resolves when the core has it for good. Repeats are harmless. */
  send(): Promise<unknown>;
}

export interface OutboxOptions {
  /** Limit of memory, bytes; at it new parcels are refused, so that what is kept stays without a gap. */
  readonly maxBytes: number;
  /** Once per stretch: it is full, and what comes now is lost. */
  readonly onFull: () => void;
  /** The core does not want this parcel, now or later; it was dropped. */
  readonly onRefused: (failure: unknown) => void;
}

/** Milliseconds until a parcel that could not be delivered is tried again. */
const RETRY = 1_000;
/** How often a parcel is tried that the core stumbles over. */
const MAX_STUMBLES = 3;
/** Answers that will not change by asking again. */
const FINAL: readonly FailureCode[] = [
  'badRequest',
  'notAllowed',
  'notFound',
  'callGone',
  'recordingMissing',
];

/**
 * Parcels for the core, one after the other, each until it is acknowledged. While the core is away they wait; then they
 * are sent from the first unacknowledged one, in order. The core knows repeats by their number or content.
 *
 * It begins closed: `resume` opens it.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #parcels: Parcel[] = [];
  #bytes = 0;
  #open = false;
  #running = false;
  #full = false;
  #stumbles = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Parcels that are not acknowledged. */
  get pending(): number {
    return this.#parcels.length;
  }

  /** @returns whether it was taken */
  put(parcel: Parcel): boolean {
    if (this.#bytes + parcel.size > this.#options.maxBytes) {
      if (!this.#full) this.#options.onFull();
      this.#full = true;
      return false;
    }
    this.#parcels.push(parcel);
    this.#bytes += parcel.size;
    void this.#run();
    return true;
  }

  /** The core can be reached (again). */
  resume(): void {
    this.#open = true;
    void this.#run();
  }

  /** The core is out of reach, or must not be told yet. */
  pause(): void {
    this.#open = false;
    clearTimeout(this.#retry);
    this.#wake();
  }

  /** Resolves with true when everything is acknowledged, with false when the core went away before. */
  async settled(): Promise<boolean> {
    while (this.#open && this.#parcels.length > 0) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return this.#parcels.length === 0;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#retry);
    while (this.#open) {
      const [parcel] = this.#parcels;
      if (parcel === undefined) break;
      if (await this.#deliver(parcel)) continue;
      this.#retry = setTimeout(() => void this.#run(), RETRY);
      break;
    }
    this.#running = false;
    if (this.#parcels.length === 0) this.#wake();
  }

  /** @returns whether the next one may follow */
  async #deliver(parcel: Parcel): Promise<boolean> {
    try {
      await parcel.send();
    } catch (error) {
      if (!this.#isHopeless(error)) return false;
      this.#options.onRefused(error);
    }
    this.#parcels.shift();
    this.#bytes -= parcel.size;
    this.#full = false;
    this.#stumbles = 0;
    return true;
  }

  #isHopeless(error: unknown): boolean {
    const code = error instanceof Failure ? error.code : 'coreUnreachable';
    if (code === 'internal') {
      this.#stumbles += 1;
      return this.#stumbles >= MAX_STUMBLES;
    }
    return FINAL.includes(code);
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
