/** Longest transaction, ms: while the base is the import's alone, and while somebody is at work. To write one out takes a tenth of it. */
const ALONE_MS = 500;
const AT_WORK_MS = 25;
/**
 * Who wrote twice within this time is at work, ms: a call writes each second while it is recorded. One write alone is a line of the audit,
 * or a setting: the next one is not worth five seconds of short transactions.
 */
const REMEMBERED_MS = 5_000;
/** A transaction that began less than so many ms ago is written out sooner than done again: some 3 ms. */
const WORTH_KEEPING_MS = 10;

/**
 * The import's manners. A long transaction is cheap, because each page of an index is written once for many rows: 4.6 pages
 * a row at 100 ms, 1.1 at a second. But whoever wants to write waits for its end. So transactions become long as long
 * as the base is the import's alone, and one that is in the way is let go at once and done again: taking half a second of work
 * back is a matter of one ms, writing it out of forty.
 */
export class Hold {
  readonly #version: () => number;
  readonly #now: () => number;
  #seen: number;
  #lastOther: number;
  #otherBefore: number;
  /** Of this writer it is known already that he writes. */
  #asked = false;
  #begun = 0;

  /** @param version SQLite's `data_version`: it changes when another connection has committed */
  constructor(version: () => number, now: () => number = () => performance.now()) {
    [this.#version, this.#now] = [version, now];
    this.#seen = version();
    // Alone until somebody comes: he is let in at once, and from then on he is reckoned with.
    this.#lastOther = Number.NEGATIVE_INFINITY;
    this.#otherBefore = Number.NEGATIVE_INFINITY;
  }

  begin(): void {
    this.#look();
    this.#begun = this.#now();
  }

  /** The transaction has been as long as it may. */
  get isLongEnough(): boolean {
    return this.#now() - this.#begun >= (this.isAlone ? ALONE_MS : AT_WORK_MS);
  }

  /** Nobody else has written for some seconds, or once. */
  get isAlone(): boolean {
    return this.#now() - this.#otherBefore > REMEMBERED_MS;
  }

  /** Somebody wants to write: is what was done so far to be written out first? */
  giveWay(): 'commit' | 'letGo' {
    this.#note();
    this.#asked = true;
    return this.#lastOther - this.#begun <= WORTH_KEEPING_MS ? 'commit' : 'letGo';
  }

  /** Those of other processes do not ask. */
  #look(): void {
    const version = this.#version();
    if (version !== this.#seen && !this.#asked) this.#note();
    this.#seen = version;
    this.#asked = false;
  }

  #note(): void {
    this.#otherBefore = this.#lastOther;
    this.#lastOther = this.#now();
  }
}
