import { DAY_MS, offsetsIn, weekdayOf } from './calendar.ts';
import { type CallColumns, DIMENSIONS, type Dimension, dimensioned, FLAG } from './columns.ts';
import { COUNTS, type Count, type Counts } from './counts.ts';
import { fatesOf } from './fates.ts';
import { COUNTS_OF_KIND, kindOf, saidBy } from './kinds.ts';
import { Shifts } from './shifts.ts';
import { type Added, Sums } from './sums.ts';
import type { Thresholds } from './thresholds.ts';

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
  /** What else a call must be, by the names of a column that its block gets for it. */
  readonly also?: readonly AlsoMeant[] | undefined;
  /** Keys of the outcomes that say so. */
  readonly reached: ReadonlySet<string>;
  readonly agreed: ReadonlySet<string>;
}

/** A column that blocks do not have of themselves, and which of its names are meant. */
export interface AlsoMeant {
  readonly columnOf: (block: CallColumns) => {
    readonly places: Uint16Array;
    readonly names: readonly (string | null)[];
  };
  readonly fits: (name: string | null) => boolean;
}

type Keyed = { readonly key: string | null } & Counts;

export interface Tally {
  readonly total: Counts;
  readonly per: Readonly<Record<Dimension, readonly Keyed[]>>;
  /** What customers came by × where they are, most calls first. */
  readonly sources: ReadonlyArray<
    { readonly channel: string | null; readonly region: string | null } & Counts
  >;
  /** By number of the day, in order; only days with calls. */
  readonly perDay: ReadonlyArray<{ readonly day: number } & Counts>;
  /** 7 × 24 at the workplace, from Monday, 0 o'clock. */
  readonly perHour: readonly Counts[];
}

/** One call of the walk; it is the same object each time. */
export interface Visit {
  readonly block: CallColumns;
  readonly i: number;
  readonly startedAt: number;
  /** At the workplace. */
  readonly day: number;
  readonly hour: number;
  /** What it counts as, see `kinds.ts`. */
  readonly kind: number;
}

const PLACE = Object.fromEntries(COUNTS.map((count, n) => [count, n])) as Record<Count, number>;

/** Whether the call is one of a count's, which is no time. */
export const isIn = ({ kind }: Pick<Visit, 'kind'>, count: Count): boolean =>
  COUNTS_OF_KIND[kind]?.includes(PLACE[count]) === true;

/**
 * Every call that the question means, in the order of time, with what it counts as. Figures and the calls behind them come from
 * here, so that they cannot contradict each other.
 *
 * @param blocks in order and whole; from the first day of the question to its last and, for the fate of missed calls,
 * `savedWithinMs` longer
 */
export function walk(blocks: readonly CallColumns[], question: Question, visit: (call: Visit) => void): void {
  const { from, to, zone, thresholds, direction } = question;
  const fates = fatesOf(blocks, thresholds.savedWithinMs);
  const offsetAt = offsetsIn(zone);
  const call = { block: blocks[0] as CallColumns, i: 0, startedAt: 0, day: 0, hour: 0, kind: 0 };
  for (const [b, block] of blocks.entries()) {
    const { length, startedAt, flags, waitMs } = block;
    const meant = meantBy(block, question);
    const outcomes = block.keys.outcome;
    const said = block.names.outcome.map((key) =>
      key === null ? 0 : saidBy(question.reached.has(key), question.agreed.has(key)),
    );
    const fate = fates[b] as Uint8Array;
    call.block = block;
    for (let i = 0; i < length; i += 1) {
      const at = startedAt[i] as number;
      if (at < from || at >= to) continue;
      const bits = flags[i] as number;
      if (direction !== undefined && (direction === 'inbound') !== ((bits & FLAG.inbound) !== 0)) continue;
      if (!isMeant(meant, i)) continue;
      const local = at + offsetAt(at) * 60_000;
      call.i = i;
      call.startedAt = at;
      call.day = Math.floor(local / DAY_MS);
      call.hour = Math.floor((local - call.day * DAY_MS) / 3_600_000);
      call.kind = kindOf(
        bits,
        waitMs[i] as number,
        fate[i] as number,
        said[outcomes[i] as number] as number,
        thresholds,
      );
      visit(call);
    }
  }
}

interface Meant {
  readonly column: Uint16Array;
  /** By place in the names: 1 for those that are meant. */
  readonly fits: Uint8Array;
}

function meantBy(block: CallColumns, { only, owners, also = [] }: Question): Meant[] {
  const { names, keys } = block;
  const meant = DIMENSIONS.flatMap((dimension) => {
    const wanted = only[dimension];
    if (wanted === undefined) return [];
    return [
      { column: keys[dimension], fits: Uint8Array.from(names[dimension], (key) => (key === wanted ? 1 : 0)) },
    ];
  });
  if (owners !== undefined)
    meant.push({
      column: keys.agent,
      fits: Uint8Array.from(names.agent, (key) => (key === null || owners.has(key) ? 1 : 0)),
    });
  for (const { columnOf, fits } of also) {
    const { places, names: kept } = columnOf(block);
    meant.push({ column: places, fits: Uint8Array.from(kept, (name) => (fits(name) ? 1 : 0)) });
  }
  return meant;
}

function isMeant(meant: readonly Meant[], i: number): boolean {
  for (const { column, fits } of meant) if (fits[column[i] as number] === 0) return false;
  return true;
}

const [AGENT, CHANNEL, REGION] = (['agent', 'channel', 'region'] as const).map((dimension) =>
  DIMENSIONS.indexOf(dimension),
) as [number, number, number];

export const noAdded = (): Added => ({
  ...{ kind: 0, talk: false, inbound: false },
  ...{ waitMs: 0, talkMs: 0, holdMs: 0, wrapUpMs: 0 },
});

/** What a call adds to its groups, put into `added`. */
export function addedBy({ block, i, kind }: Visit, added: Added): void {
  const bits = block.flags[i] as number;
  added.kind = kind;
  added.talk = (bits & FLAG.answered) !== 0;
  added.inbound = (bits & FLAG.inbound) !== 0;
  added.waitMs = block.waitMs[i] as number;
  added.talkMs = block.talkMs[i] as number;
  added.holdMs = block.holdMs[i] as number;
  added.wrapUpMs = block.wrapUpMs[i] as number;
}

/** Everything that a report shows of these calls, in one walk. */
export function tally(blocks: readonly CallColumns[], question: Question): Tally {
  // By place in `DIMENSIONS`: to name a property by a variable in each step was a third of the walk.
  const sums = DIMENSIONS.map(() => new Sums());
  const keysOf = dimensioned(() => new Map<string | null, number>());
  const [days, hours, sources] = [new Sums(), new Sums(), new Sums()];
  const daysSeen = new Map<number, number>();
  const sourcesSeen = new Map<
    string,
    { readonly row: number; readonly channel: number; readonly region: number }
  >();
  const shifts = new Shifts((agent, day, ms) => {
    (sums[AGENT] as Sums).addShift(agent, ms);
    days.addShift(rowOf(daysSeen, day), ms);
  });
  const added = noAdded();
  let block: CallColumns | undefined;
  let columns: Uint16Array[] = [];
  let rows: Int32Array[] = [];
  let sourceRows = new Int32Array();
  let regions = 0;
  let [dayShown, dayRow] = [Number.NaN, 0];
  walk(blocks, question, (call) => {
    if (call.block !== block) {
      block = call.block;
      const { names, keys } = block;
      columns = DIMENSIONS.map((dimension) => keys[dimension]);
      rows = DIMENSIONS.map((dimension) => new Int32Array(names[dimension].length).fill(-1));
      regions = names.region.length;
      sourceRows = new Int32Array(names.channel.length * regions).fill(-1);
    }
    const { i, day } = call;
    addedBy(call, added);
    if (day !== dayShown) [dayShown, dayRow] = [day, rowOf(daysSeen, day)];
    days.add(dayRow, added);
    hours.add(weekdayOf(day) * 24 + call.hour, added);
    for (let d = 0; d < columns.length; d += 1) {
      const place = (columns[d] as Uint16Array)[i] as number;
      const known = rows[d] as Int32Array;
      let row = known[place] as number;
      // Only keys of calls that are meant become rows.
      if (row === -1) {
        const dimension = DIMENSIONS[d] as Dimension;
        row = rowOf(keysOf[dimension], block.names[dimension][place] ?? null);
        known[place] = row;
      }
      (sums[d] as Sums).add(row, added);
    }
    const channelPlace = (columns[CHANNEL] as Uint16Array)[i] as number;
    const regionPlace = (columns[REGION] as Uint16Array)[i] as number;
    const pair = channelPlace * regions + regionPlace;
    let source = sourceRows[pair] as number;
    if (source === -1) {
      const channel = (rows[CHANNEL] as Int32Array)[channelPlace] as number;
      const region = (rows[REGION] as Int32Array)[regionPlace] as number;
      const key = `${channel} ${region}`;
      const known = sourcesSeen.get(key) ?? { row: sourcesSeen.size, channel, region };
      sourcesSeen.set(key, known);
      source = known.row;
      sourceRows[pair] = source;
    }
    sources.add(source, added);
    const agent = (columns[AGENT] as Uint16Array)[i] as number;
    if (block.names.agent[agent] !== null)
      shifts.add(
        (rows[AGENT] as Int32Array)[agent] as number,
        day,
        call.startedAt,
        call.startedAt + added.waitMs + added.talkMs + added.holdMs + added.wrapUpMs,
      );
  });
  shifts.close();
  const perDay = [...daysSeen].sort(([a], [b]) => a - b).map(([day, row]) => ({ day, ...days.get(row) }));
  const names = dimensioned((dimension) => [...keysOf[dimension].keys()]);
  const sumsOf = (dimension: Dimension) => sums[DIMENSIONS.indexOf(dimension)] as Sums;
  const mostFirst = (a: Counts, b: Counts) => b.calls - a.calls;
  return {
    total: totalOf(perDay),
    per: dimensioned((dimension) =>
      names[dimension].map((key, row) => ({ key, ...sumsOf(dimension).get(row) })).sort(mostFirst),
    ),
    sources: [...sourcesSeen.values()]
      .map(({ row, channel, region }) => ({
        channel: names.channel[channel] ?? null,
        region: names.region[region] ?? null,
        ...sources.get(row),
      }))
      .sort(mostFirst),
    perDay,
    perHour: Array.from({ length: 7 * 24 }, (_, row) => hours.get(row)),
  };
}

/** Days are parts of the whole in everything that is counted, shifts included. */
function totalOf(days: readonly Counts[]): Counts {
  const total = Object.fromEntries(COUNTS.map((count) => [count, 0])) as Record<Count, number>;
  for (const day of days) for (const count of COUNTS) total[count] += day[count];
  return total;
}

function rowOf<K>(rows: Map<K, number>, key: K): number {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = rows.size;
  rows.set(key, row);
  return row;
}
