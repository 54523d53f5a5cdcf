import { DAY_MS, offsetsIn, weekdayOf } from './calendar.ts';
import { type CallColumns, DIMENSIONS, type Dimension, dimensioned, FLAG, resultOf } from './columns.ts';
import { COUNTS, type Count, type Counts } from './counts.ts';
import { FATE, fatesOf, isMissed, isOffered } from './fates.ts';

/** What the firm promises, and what it does not count against itself. */
export interface Thresholds {
  /** Answered within this is in service, ms. */
  readonly serviceMs: number;
  /** Who hangs up sooner than this did not wait for us, ms. */
  readonly shortAbandonMs: number;
  /** How long after a missed call it still counts as saved, ms. */
  readonly savedWithinMs: number;
}

export interface Question {
  /** UTC ms; the second is not included. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly thresholds: Thresholds;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  /** Only calls with this key; null: with none. */
  readonly only: Readonly<Partial<Record<Dimension, string | null>>>;
  /** Only calls of these operators, and of nobody; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
  /** Keys of the outcomes that say so. */
  readonly reached: ReadonlySet<string>;
  readonly agreed: ReadonlySet<string>;
}

export interface Tally {
  readonly total: Counts;
  readonly per: Readonly<Record<Dimension, ReadonlyArray<{ readonly key: string | null } & Counts>>>;
  /** By number of the day, in order; only days with calls. */
  readonly perDay: ReadonlyArray<{ readonly day: number } & Counts>;
  /** 7 × 24 at the workplace, from Monday, 0 o'clock. */
  readonly perHour: readonly Counts[];
}

const WIDTH = COUNTS.length;
const AT = Object.fromEntries(COUNTS.map((count, i) => [count, i])) as Record<Count, number>;

/** Rows of counts that grow as keys come. */
class Sums {
  #values = new Float64Array(WIDTH * 16);
  add(row: number, from: Float64Array): void {
    const base = row * WIDTH;
    if (base + WIDTH > this.#values.length) this.#grow(base + WIDTH);
    const values = this.#values;
    for (let i = 0; i < WIDTH; i += 1) values[base + i] = (values[base + i] as number) + (from[i] as number);
  }
  addOne(row: number, count: Count, amount: number): void {
    const at = row * WIDTH + AT[count];
    if (at >= this.#values.length) this.#grow(at + 1);
    this.#values[at] = (this.#values[at] as number) + amount;
  }
  get(row: number): Counts {
    return Object.fromEntries(
      COUNTS.map((count, i) => [count, this.#values[row * WIDTH + i] ?? 0]),
    ) as Record<Count, number>;
  }
  #grow(least: number): void {
    const larger = new Float64Array(Math.max(least, this.#values.length * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}

/** One call of the walk; `counts` is the same array each time. */
export interface Visit {
  readonly block: CallColumns;
  readonly i: number;
  readonly startedAt: number;
  /** At the workplace. */
  readonly day: number;
  readonly hour: number;
  /** 1 or the time for each of `COUNTS`; see `countIn`. */
  readonly counts: Float64Array;
}

export const countIn = ({ counts }: Pick<Visit, 'counts'>, count: Count): number =>
  counts[AT[count]] as number;

/**
 * Every call that the question means, in the order of time, with what it counts as. Figures and the calls behind them come from
 * here, so that they cannot contradict each other.
 *
 * @param blocks in order and whole; from the first day of the question to its last and, for the fate of missed calls,
 * `savedWithinMs` longer
 */
export function walk(blocks: readonly CallColumns[], question: Question, visit: (call: Visit) => void): void {
  const { from, to, zone, thresholds, direction, only, owners, reached, agreed } = question;
  const fates = fatesOf(blocks, thresholds.savedWithinMs);
  const offsetAt = offsetsIn(zone);
  const counts = new Float64Array(WIDTH);
  const call = { block: blocks[0] as CallColumns, i: 0, startedAt: 0, day: 0, hour: 0, counts };
  for (const [b, block] of blocks.entries()) {
    const { length, startedAt, flags, names, keys } = block;
    const meant = DIMENSIONS.flatMap((dimension) => {
      const wanted = only[dimension];
      if (wanted !== undefined)
        return [{ column: keys[dimension], fits: names[dimension].map((key) => key === wanted) }];
      return [];
    });
    if (owners !== undefined)
      meant.push({ column: keys.agent, fits: names.agent.map((key) => key === null || owners.has(key)) });
    const isReached = names.outcome.map((key) => key !== null && reached.has(key));
    const isAgreed = names.outcome.map((key) => key !== null && agreed.has(key));
    const fate = fates[b] as Uint8Array;
    for (let i = 0; i < length; i += 1) {
      const at = startedAt[i] as number;
      if (at < from || at >= to) continue;
      const bits = flags[i] as number;
      if (direction !== undefined && (direction === 'inbound') !== ((bits & FLAG.inbound) !== 0)) continue;
      if (meant.some(({ column, fits }) => !fits[column[i] as number])) continue;
      counts.fill(0);
      countCall(counts, block, i, fate[i] as number, thresholds);
      const outcome = keys.outcome[i] as number;
      if (isReached[outcome]) counts[AT.reached] = 1;
      if (isAgreed[outcome]) counts[AT.agreed] = 1;
      const local = at + offsetAt(at) * 60_000;
      call.block = block;
      call.i = i;
      call.startedAt = at;
      call.day = Math.floor(local / DAY_MS);
      call.hour = Math.floor((local - call.day * DAY_MS) / 3_600_000);
      visit(call);
    }
  }
}

function countCall(
  counts: Float64Array,
  block: CallColumns,
  i: number,
  fate: number,
  limits: Thresholds,
): void {
  const bits = block.flags[i] as number;
  const answered = (bits & FLAG.answered) !== 0;
  const inbound = (bits & FLAG.inbound) !== 0;
  const waitMs = block.waitMs[i] as number;
  const workMs = (block.talkMs[i] as number) + (block.holdMs[i] as number) + (block.wrapUpMs[i] as number);
  counts[AT.calls] = 1;
  counts[inbound ? AT.inbound : AT.outbound] = 1;
  if ((bits & FLAG.clockSetBack) !== 0) counts[AT.clockSetBack] = 1;
  counts[AT.wrapUpMs] = block.wrapUpMs[i] as number;
  if (answered) {
    counts[AT.talks] = 1;
    counts[AT.talkMs] = block.talkMs[i] as number;
    counts[AT.holdMs] = block.holdMs[i] as number;
  }
  if (!inbound) return;
  if (answered) {
    counts[AT.answered] = 1;
    counts[AT.offered] = 1;
    counts[AT.waitMs] = waitMs;
    counts[AT.inboundWorkMs] = workMs;
    if (waitMs <= limits.serviceMs) counts[AT.inService] = 1;
  } else if (isMissed(bits)) {
    counts[AT.missed] = 1;
    if (resultOf(bits) !== 'missed') counts[AT.turnedAway] = 1;
    else if (waitMs < limits.shortAbandonMs) counts[AT.shortAbandoned] = 1;
    else counts[AT.abandoned] = 1;
    if (counts[AT.shortAbandoned] === 0 && isOffered(bits)) counts[AT.offered] = 1;
    if (fate === FATE.savedByUs) counts[AT.savedByUs] = 1;
    else if (fate === FATE.savedByThem) counts[AT.savedByThem] = 1;
    else counts[AT.lost] = 1;
  }
}

/** Everything that a report shows of these calls, in one walk. */
export function tally(blocks: readonly CallColumns[], question: Question): Tally {
  const sums = dimensioned(() => new Sums());
  const keysOf = dimensioned(() => new Map<string | null, number>());
  const [total, days, hours] = [new Sums(), new Sums(), new Sums()];
  const daysSeen = new Map<number, number>();
  const shifts = new Shifts((agent, day, ms) => {
    total.addOne(0, 'shiftMs', ms);
    sums.agent.addOne(agent, 'shiftMs', ms);
    days.addOne(rowOf(daysSeen, day), 'shiftMs', ms);
  });
  let block: CallColumns | undefined;
  let rows = dimensioned((): number[] => []);
  walk(blocks, question, (call) => {
    if (call.block !== block) {
      block = call.block;
      const { names } = block;
      rows = dimensioned(() => []);
      for (const dimension of DIMENSIONS) rows[dimension] = names[dimension].map(() => -1);
    }
    const { i, counts, day } = call;
    total.add(0, counts);
    days.add(rowOf(daysSeen, day), counts);
    hours.add(weekdayOf(day) * 24 + call.hour, counts);
    let agent = 0;
    for (const dimension of DIMENSIONS) {
      const place = block.keys[dimension][i] as number;
      let row = rows[dimension][place] as number;
      // Only keys of calls that are meant become rows.
      if (row === -1) {
        row = rowOf(keysOf[dimension], block.names[dimension][place] ?? null);
        rows[dimension][place] = row;
      }
      if (dimension === 'agent') agent = row;
      sums[dimension].add(row, counts);
    }
    if (block.names.agent[block.keys.agent[i] as number] !== null) shifts.add(agent, day, call);
  });
  shifts.close();
  return {
    total: total.get(0),
    per: dimensioned((dimension) =>
      [...keysOf[dimension]]
        .map(([key, row]) => ({ key, ...sums[dimension].get(row) }))
        .sort((a, b) => b.calls - a.calls),
    ),
    perDay: [...daysSeen].sort(([a], [b]) => a - b).map(([day, row]) => ({ day, ...days.get(row) })),
    perHour: Array.from({ length: 7 * 24 }, (_, row) => hours.get(row)),
  };
}

function rowOf<K>(rows: Map<K, number>, key: K): number {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = rows.size;
  rows.set(key, row);
  return row;
}

/** From a person's first call of a day to the end of the last one. Breaks are in it: nobody kept them. */
class Shifts {
  readonly #open: Array<{ day: number; from: number; to: number } | undefined> = [];
  readonly #add: (agent: number, day: number, ms: number) => void;
  constructor(add: (agent: number, day: number, ms: number) => void) {
    this.#add = add;
  }
  add(agent: number, day: number, { block, i, startedAt }: Visit): void {
    const end =
      startedAt +
      (block.waitMs[i] as number) +
      (block.talkMs[i] as number) +
      (block.holdMs[i] as number) +
      (block.wrapUpMs[i] as number);
    const open = this.#open[agent];
    if (open && open.day === day) {
      if (end > open.to) open.to = end;
      return;
    }
    if (open) this.#add(agent, open.day, open.to - open.from);
    this.#open[agent] = { day, from: startedAt, to: end };
  }
  close(): void {
    for (const [agent, open] of this.#open.entries())
      if (open) this.#add(agent, open.day, open.to - open.from);
  }
}
