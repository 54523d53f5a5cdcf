/** Extensions of the PBX, lent to whoever tests; who asks for more than are free waits. */
export class Extensions {
  readonly #free: string[];
  readonly #waiting: { readonly count: number; readonly go: (extensions: string[]) => void }[] = [];

  constructor(first: number, count: number) {
    this.#free = Array.from({ length: count }, (_, index) => String(first + index));
  }

  async lend<T>(count: number, work: (extensions: readonly string[]) => Promise<T>): Promise<T> {
    const mine = await new Promise<string[]>((go) => {
      this.#waiting.push({ count, go });
      this.#serve();
    });
    try {
      return await work(mine);
    } finally {
      this.#free.push(...mine);
      this.#serve();
    }
  }

  /** In the order of asking, so that nobody waits for ever. */
  #serve(): void {
    for (let next = this.#waiting[0]; next && next.count <= this.#free.length; next = this.#waiting[0]) {
      this.#waiting.shift();
      next.go(this.#free.splice(0, next.count));
    }
  }
}
