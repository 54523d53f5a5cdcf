/** How long transactions may be and how long the base is left alone between them. */
interface Manner {
  readonly transactionMs: number;
  /** Rest in relation to the transaction before it. */
  readonly rest: number;
}

// SQLite's waiting writer looks after 1, 3, 8, 18, 33 ms … and there is no queue: it gets in only when it looks into a
// gap. With gaps of twice the length of the transactions two looks out of three succeed.
const ALONE: Manner = { transactionMs: 8, rest: 0 };
const POLITE: Manner = { transactionMs: 4, rest: 2 };
const SHORTEST_REST_MS = 1;
/** Somebody who wrote within this time is at work: a call writes each second while it is recorded. */
const AT_WORK_MS = 15_000;

/**
 * The import's manners: at full speed while it has the base to itself, and giving way as soon as somebody else writes.
 * Nobody has to tell it: SQLite's `data_version` changes when another connection has committed.
 */
export class Pace {
  readonly #version: () => number;
  readonly #now: () => number;
  #seen: number;
  readonly #givesWay: boolean;
  #lastOther = Number.NEGATIVE_INFINITY;

  /** @param givesWay also while nobody else writes: the first one who does would wait for half a second */
  constructor(version: () => number, now: () => number = () => performance.now(), givesWay = false) {
    this.#version = version;
    this.#now = now;
    this.#givesWay = givesWay;
    this.#seen = version();
  }

  /** How long the next transaction should be, ms. */
  get transactionMs(): number {
    return this.#manner().transactionMs;
  }

  /** How long to rest after a transaction, ms. */
  restAfter(transactionMs: number): number {
    const version = this.#version();
    if (version !== this.#seen) this.#lastOther = this.#now();
    this.#seen = version;
    return Math.max(SHORTEST_REST_MS, Math.ceil(transactionMs * this.#manner().rest));
  }

  #manner(): Manner {
    return this.#givesWay || this.#now() - this.#lastOther < AT_WORK_MS ? POLITE : ALONE;
  }
}
