import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_RESULTS } from '../call/call.ts';
import { numberOfDay } from './calendar.ts';
import { DIMENSIONS, type MeasuredCall } from './columns.ts';
import { type Counts, noCounts, sumOf } from './counts.ts';
import { differenceOf, figureOf, REPORT_FIGURES } from './figures.ts';
import { isIn, type Question, tally, walk } from './tally.ts';
import {
  blocksOf,
  EXPECTED,
  LIST_A,
  LIST_B,
  type Line,
  MONTH,
  measured,
  momentOf,
  OLENA,
  PETRO,
  QUESTION,
} from './testing/month.ts';

const blocks = blocksOf(Object.values(MONTH).map(measured));
const counted = (change: Partial<Question> = {}) => tally(blocks, { ...QUESTION, ...change });
/** All but what is a sum over people and days. */
const ofCalls = ({ shiftMs: _, ...counts }: Counts) => counts;

describe('the month', () => {
  it('has the counts that were reckoned by hand', () => {
    expect(counted().total).toEqual(EXPECTED);
  });

  it('has the figures that follow of them', () => {
    const { total } = counted();
    const of = Object.fromEntries(REPORT_FIGURES.map((figure) => [figure, figureOf[figure].of(total)]));
    expect(of).toMatchObject({
      serviceLevel: 3 / 9,
      abandonRate: 4 / 9,
      asa: 15_000,
      // (660 + 80 + 100) s over 7 talks
      aht: 120_000,
      occupancy: 840 / 90_055,
      talkTime: 660_000,
      holdTime: 80_000,
      wrapUpTime: 100_000,
      lost: 3,
    });
  });

  it('has the parts of persons, lists, outcomes, days and hours', () => {
    const { per, perDay, perHour } = counted();
    const calls = (parts: ReadonlyArray<{ key: string | null } & Counts>) =>
      parts.map(({ key, calls }) => [key, calls]);
    expect(calls(per.agent)).toEqual([
      [OLENA, 8],
      [PETRO, 7],
    ]);
    expect(per.agent[0]).toMatchObject({ answered: 3, talks: 5, shiftMs: 38_330_000, missed: 2, lost: 1 });
    expect(calls(per.list)).toEqual([
      [null, 11],
      [LIST_A, 2],
      [LIST_B, 2],
    ]);
    expect(calls(per.outcome)).toEqual([
      [null, 9],
      ['agreed', 3],
      ['refused', 2],
      ['question', 1],
    ]);
    const day = (text: string) => numberOfDay(text);
    expect(perDay.map(({ day, calls }) => [day, calls])).toEqual([
      [day('2026-11-02'), 9],
      [day('2026-11-03'), 3],
      [day('2026-11-04'), 1],
      [day('2026-11-11'), 1],
      [day('2026-11-30'), 1],
    ]);
    const hours = perHour.flatMap(({ calls }, hour) => (calls === 0 ? [] : [[hour, calls]]));
    const [tuesday, wednesday] = [24, 48];
    expect(hours).toEqual([
      [9, 4],
      [10, 2],
      [11, 2],
      [23, 2],
      [tuesday, 1],
      [tuesday + 9, 2],
      [wednesday + 12, 1],
      [wednesday + 14, 1],
    ]);
  });

  it('is narrowed by direction, key and reach, while a call back by anybody still saves', () => {
    expect(counted({ direction: 'outbound' }).total).toMatchObject({ calls: 4, offered: 0, talks: 3 });
    expect(counted({ only: { list: null } }).total.calls).toBe(11);
    expect(counted({ only: { agent: OLENA } }).total).toMatchObject({ calls: 8, savedByThem: 1 });
    expect(counted({ owners: new Set([PETRO]) }).total).toMatchObject({ calls: 7, savedByUs: 2 });
  });

  it('follows its thresholds', () => {
    const thresholds = { serviceMs: 19_999, shortAbandonMs: 16_000, savedWithinMs: 9 * 86_400_000 };
    const { total } = counted({ thresholds });
    // 7 is too late; 10 is short as well; 9 is saved by 14.
    expect(total).toMatchObject({
      inService: 2,
      shortAbandoned: 2,
      abandoned: 3,
      offered: 8,
      savedByUs: 3,
      lost: 2,
    });
  });

  it('shows exactly the calls that a count counts', () => {
    const lost: number[] = [];
    walk(blocks, QUESTION, (call) => {
      if (isIn(call, 'lost')) lost.push(call.startedAt);
    });
    expect(lost).toEqual([4, 9, 10].map((n) => momentOf(MONTH[n]?.at ?? '')));
  });
});

it('says of nothing that it is nothing, and no ratio of it', () => {
  const empty = tally([], QUESTION);
  expect(empty.total).toEqual(noCounts());
  expect(empty.perDay).toEqual([]);
  expect(figureOf.serviceLevel.of(empty.total)).toBeNull();
  expect(figureOf.occupancy.of(empty.total)).toBeNull();
});

it('puts both hours of the night on which clocks are set back into the same hour of the clock', () => {
  const twice = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((text) => ({
    ...measured(MONTH[7] as Line),
    startedAt: Date.parse(text),
  }));
  const { perHour, perDay } = tally(blocksOf(twice), { ...QUESTION, from: 0 });
  expect(perHour[6 * 24 + 3]?.calls).toBe(2);
  expect(perDay).toHaveLength(1);
});

const anyCall: fc.Arbitrary<MeasuredCall> = fc.record({
  direction: fc.constantFrom('inbound', 'outbound'),
  result: fc.constantFrom(...CALL_RESULTS),
  startedAt: fc.integer({ min: Date.UTC(2028, 1, 20), max: Date.UTC(2028, 2, 30) }),
  answeredAt: fc.option(fc.integer({ min: Date.UTC(2028, 1, 20), max: Date.UTC(2028, 2, 30) })),
  endedAt: fc.option(fc.integer({ min: Date.UTC(2028, 1, 20), max: Date.UTC(2028, 2, 30) })),
  heldMs: fc.integer({ min: -1000, max: 10_000_000 }),
  wrappedUpAt: fc.option(fc.integer({ min: Date.UTC(2028, 1, 20), max: Date.UTC(2028, 2, 30) })),
  party: fc.integer({ min: 0, max: 5 }),
  keys: fc.record(
    Object.fromEntries(DIMENSIONS.map((name) => [name, fc.constantFrom(null, 'a', 'b', 'c')])),
  ) as unknown as fc.Arbitrary<MeasuredCall['keys']>,
});
const anyCalls = fc.array(anyCall, { maxLength: 40 });
const LEAP = { ...QUESTION, from: Date.UTC(2028, 1, 20), to: Date.UTC(2028, 2, 31) };

describe('whatever the calls', () => {
  it('the parts add up to the whole, and no time is negative', () => {
    fc.assert(
      fc.property(anyCalls, (calls) => {
        const { total, per, sources, perDay, perHour } = tally(blocksOf(calls), LEAP);
        for (const parts of [...DIMENSIONS.map((name) => per[name]), sources, perDay, perHour])
          expect(ofCalls(sumOf(parts))).toEqual(ofCalls(total));
        expect(sumOf(per.agent).shiftMs).toBe(total.shiftMs);
        expect(total.calls).toBe(calls.length);
        expect(total.inbound + total.outbound).toBe(total.calls);
        expect(total.answered + total.abandoned + total.turnedAway).toBe(total.offered);
        expect(total.savedByUs + total.savedByThem + total.lost).toBe(total.missed);
        expect(Math.min(...Object.values(total))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 80 },
    );
  });

  it('two halves of a period are the whole, and a comparison is the same from both sides', () => {
    fc.assert(
      fc.property(anyCalls, fc.integer({ min: LEAP.from, max: LEAP.to }), (calls, middle) => {
        const all = blocksOf(calls);
        const before = tally(all, { ...LEAP, to: middle }).total;
        const after = tally(all, { ...LEAP, from: middle }).total;
        expect(ofCalls(sumOf([before, after]))).toEqual(ofCalls(tally(all, LEAP).total));
        for (const figure of REPORT_FIGURES) {
          const [there, back] = [differenceOf(figure, after, before), differenceOf(figure, before, after)];
          expect(there === null ? null : there + (back ?? Number.NaN)).toBe(there === null ? null : 0);
        }
      }),
      { numRuns: 80 },
    );
  });
});
