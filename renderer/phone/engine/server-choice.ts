/**
 * Which server the next attempt goes to. They are tried in turn, beginning with the one that answered last, and one that
 * asked for time (Retry-After) gets it as long as another one can be asked.
 */
export class ServerChoice {
  readonly #servers: number;
  readonly #notBefore: number[];
  #present = 0;

  constructor(servers: number) {
    this.#servers = Math.max(1, servers);
    this.#notBefore = Array.from({ length: this.#servers }, () => 0);
  }

  get present(): number {
    return this.#present;
  }

  get isFirst(): boolean {
    return this.#present === 0;
  }

  /** Back to the first one with the next attempt. */
  goHome(): void {
    this.#present = 0;
  }

  /** The present one did not answer, or not now. */
  failed(now: number, retryAfterMs = 0): void {
    this.#notBefore[this.#present] = now + retryAfterMs;
    for (let step = 1; step < this.#servers; step += 1) {
      const next = (this.#present + step) % this.#servers;
      if ((this.#notBefore[next] ?? 0) <= now) {
        this.#present = next;
        return;
      }
    }
  }

  /** How long the present one still wants to be left alone, ms. */
  wait(now: number): number {
    return Math.max(0, (this.#notBefore[this.#present] ?? 0) - now);
  }
}
