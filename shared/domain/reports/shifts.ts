/** From a person's first call of a day to the end of the last one. Breaks are in it: nobody kept them. */
export class Shifts {
  readonly #open: Array<{ day: number; from: number; to: number } | undefined> = [];
  readonly #add: (agent: number, day: number, ms: number) => void;
  constructor(add: (agent: number, day: number, ms: number) => void) {
    this.#add = add;
  }
  /** Calls in the order of their beginning. @param to when the work on the call was over */
  add(agent: number, day: number, from: number, to: number): void {
    const open = this.#open[agent];
    if (open && open.day === day) {
      if (to > open.to) open.to = to;
      return;
    }
    if (open) this.#add(agent, open.day, open.to - open.from);
    this.#open[agent] = { day, from, to };
  }
  close(): void {
    for (const [agent, open] of this.#open.entries())
      if (open) this.#add(agent, open.day, open.to - open.from);
  }
}
