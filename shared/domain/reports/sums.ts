import { COUNTS, type Count, type Counts } from './counts.ts';
import { COUNTS_OF_KIND, KINDS } from './kinds.ts';

/** Times that are added up, after the kinds in a row. */
const TIMES = ['waitMs', 'talkMs', 'holdMs', 'wrapUpMs', 'inboundWorkMs', 'shiftMs'] as const;
const WIDTH = KINDS + 8;
const TIME = Object.fromEntries(TIMES.map((time, n) => [time, KINDS + n])) as Record<
  (typeof TIMES)[number],
  number
>;

/** One call as it is added to its groups; the same object for each of them. */
export interface Added {
  kind: number;
  talk: boolean;
  inbound: boolean;
  waitMs: number;
  talkMs: number;
  holdMs: number;
  wrapUpMs: number;
}

/** Groups of calls as rows: how many of each kind, and the times of all together. Rows are made as keys come. */
export class Sums {
  #values = new Float64Array(WIDTH * 16);
  add(row: number, call: Added): void {
    const base = row * WIDTH;
    if (base + WIDTH > this.#values.length) this.#grow(base + WIDTH);
    const values = this.#values;
    const at = base + call.kind;
    values[at] = (values[at] as number) + 1;
    const { wrapUpMs } = call;
    if (wrapUpMs !== 0) values[base + TIME.wrapUpMs] = (values[base + TIME.wrapUpMs] as number) + wrapUpMs;
    if (!call.talk) return;
    const { talkMs, holdMs } = call;
    values[base + TIME.talkMs] = (values[base + TIME.talkMs] as number) + talkMs;
    values[base + TIME.holdMs] = (values[base + TIME.holdMs] as number) + holdMs;
    if (!call.inbound) return;
    values[base + TIME.waitMs] = (values[base + TIME.waitMs] as number) + call.waitMs;
    values[base + TIME.inboundWorkMs] =
      (values[base + TIME.inboundWorkMs] as number) + talkMs + holdMs + wrapUpMs;
  }
  addShift(row: number, ms: number): void {
    const at = row * WIDTH + TIME.shiftMs;
    if (at >= this.#values.length) this.#grow(at + 1);
    this.#values[at] = (this.#values[at] as number) + ms;
  }
  get(row: number): Counts {
    const counts = new Float64Array(COUNTS.length);
    const base = row * WIDTH;
    for (const [kind, places] of COUNTS_OF_KIND.entries()) {
      const calls = this.#values[base + kind] ?? 0;
      if (calls !== 0) for (const place of places) counts[place] = (counts[place] as number) + calls;
    }
    const named = Object.fromEntries(COUNTS.map((count, n) => [count, counts[n] ?? 0])) as Record<
      Count,
      number
    >;
    for (const time of TIMES) named[time] = this.#values[base + TIME[time]] ?? 0;
    return named;
  }
  #grow(least: number): void {
    const larger = new Float64Array(Math.max(least, this.#values.length * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}
