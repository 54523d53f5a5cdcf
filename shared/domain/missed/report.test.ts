import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsOf, type MissedReport, type MissedSource } from './report.ts';

const report = (
  source: MissedSource,
  name: string,
  at: number,
  endedAt: number,
  more: Partial<MissedReport> = {},
): MissedReport => ({
  ref: `${source}:${name}`,
  source,
  at: at * 1000,
  endedAt: endedAt * 1000,
  cause: 'unanswered',
  line: source === 'own' ? '101' : 'support',
  ...more,
});
const spans = (reports: readonly MissedReport[]) =>
  callsOf(reports).map(({ at, endedAt }) => [at / 1000, endedAt / 1000]);

describe('the calls behind the reports', () => {
  it('are one for a workstation and a PBX that tell of the same time; the PBX knows the queue and the whole wait', () => {
    const calls = callsOf([report('own', 'a', 12, 30), report('ami', '1', 0, 95, { cause: 'leftQueue' })]);
    expect(calls).toMatchObject([{ at: 0, endedAt: 95_000, line: 'support', cause: 'leftQueue' }]);
  });

  it('are one when a queue has rung a workstation several times for one caller', () => {
    const rings = [report('own', 'a', 1, 16), report('own', 'b', 21, 36), report('own', 'c', 41, 50)];
    expect(spans(rings)).toHaveLength(3);
    expect(spans([...rings, report('ami', '1', 0, 52)])).toEqual([[0, 52]]);
  });

  it('are two when the customer has called again', () => {
    expect(spans([report('own', 'a', 0, 20), report('own', 'b', 25, 40)])).toHaveLength(2);
    expect(spans([report('ami', '1', 0, 20), report('ami', '2', 21, 40)])).toHaveLength(2);
    const both = [report('ami', '1', 0, 20), report('own', 'a', 1, 20), report('own', 'b', 26, 40)];
    expect(spans([...both, report('ami', '2', 25, 40)])).toEqual([
      [0, 20],
      [25, 40],
    ]);
  });

  it('are one by a shared name, however far the clocks are apart', () => {
    const shared = { sharedId: 'abc@pbx' };
    expect(spans([report('own', 'a', 0, 20, shared), report('webhook', 'x', 900, 925, shared)])).toEqual([
      [0, 925],
    ]);
  });

  it('bear clocks that are some seconds apart', () => {
    expect(spans([report('own', 'a', 0, 8), report('ami', '1', 12, 20)])).toHaveLength(1);
    expect(spans([report('own', 'a', 0, 8), report('ami', '1', 14, 20)])).toHaveLength(2);
  });

  it('do not depend on the order in which news came, and none is lost', () => {
    const reports = fc.uniqueArray(
      fc.record({
        source: fc.constantFrom<MissedSource>('own', 'ami', 'webhook'),
        name: fc.integer({ min: 0, max: 30 }).map(String),
        at: fc.integer({ min: 0, max: 300 }),
        long: fc.integer({ min: 0, max: 90 }),
      }),
      { selector: ({ source, name }) => `${source}:${name}`, maxLength: 15 },
    );
    fc.assert(
      fc.property(
        reports.chain((told) =>
          fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length })),
        ),
        ([told, shuffled]) => {
          const made = (from: typeof told) =>
            from.map(({ source, name, at, long }) => report(source, name, at, at + long));
          const calls = callsOf(made(told));
          expect(callsOf(made(shuffled))).toEqual(calls);
          expect(calls.flatMap((call) => call.reports.map(({ ref }) => ref)).sort()).toEqual(
            made(told)
              .map(({ ref }) => ref)
              .sort(),
          );
        },
      ),
    );
  });
});
