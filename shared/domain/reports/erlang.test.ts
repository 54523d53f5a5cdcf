import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentsFor, type Load, staffing } from './erlang.ts';

const MINUTE = 60_000;

describe('Erlang C', () => {
  it('equals the published vectors', () => {
    const large = staffing({ calls: 360, intervalMs: 30 * MINUTE, workMs: 4 * MINUTE }, 55, 15_000);
    expect(large.traffic).toBe(48);
    expect(large.waiting).toBeCloseTo(0.2387, 4);
    expect(large.serviceLevel).toBeCloseTo(0.8459, 4);
    expect(large.asaMs / 1000).toBeCloseTo(8.18, 2);
    const small = staffing({ calls: 60, intervalMs: 60 * MINUTE, workMs: 360_000 }, 9, 20_000);
    expect(small.serviceLevel).toBeCloseTo(0.8341, 4);
  });

  it('equals what can be reckoned by hand: one agent waits as M/M/1, with Pw = ρ', () => {
    const one = staffing({ calls: 30, intervalMs: 60 * MINUTE, workMs: MINUTE }, 1, 0);
    expect(one.waiting).toBeCloseTo(0.5, 12);
    expect(one.serviceLevel).toBeCloseTo(0.5, 12);
    expect(one.asaMs).toBeCloseTo(MINUTE, 6);
  });

  it('stays sound where powers and factorials overflow', () => {
    const load = { calls: 100_000, intervalMs: 60 * MINUTE, workMs: 4 * MINUTE };
    const crew = agentsFor(load, 0.8, 20_000);
    expect(crew.traffic).toBeCloseTo(6666.67, 1);
    expect(crew.agents).toBeGreaterThan(6667);
    expect(crew.agents).toBeLessThan(6800);
    expect(crew.serviceLevel).toBeGreaterThanOrEqual(0.8);
  });

  it('says of too few agents that the queue grows for ever, and of no calls that nobody is needed', () => {
    const few = staffing({ calls: 60, intervalMs: 60 * MINUTE, workMs: 6 * MINUTE }, 6, 20_000);
    expect(few).toMatchObject({ waiting: 1, serviceLevel: 0, asaMs: Number.POSITIVE_INFINITY, occupancy: 1 });
    expect(agentsFor({ calls: 0, intervalMs: MINUTE, workMs: MINUTE }, 0.8, 0)).toMatchObject({
      agents: 0,
      serviceLevel: 1,
      asaMs: 0,
    });
    expect(() => agentsFor({ calls: 1, intervalMs: MINUTE, workMs: MINUTE }, 1, 0)).toThrow(RangeError);
  });

  const loads: fc.Arbitrary<Load> = fc.record({
    calls: fc.integer({ min: 1, max: 3000 }),
    intervalMs: fc.constantFrom(15 * MINUTE, 30 * MINUTE, 60 * MINUTE),
    workMs: fc.integer({ min: 1000, max: 20 * MINUTE }),
  });

  it('finds the smallest crew: it reaches the target, and one less does not', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 0.5, max: 0.99, noNaN: true }), (load, target) => {
        const crew = agentsFor(load, target, 20_000);
        expect(crew).toEqual(staffing(load, crew.agents, 20_000));
        expect(crew.serviceLevel).toBeGreaterThanOrEqual(target);
        expect(staffing(load, crew.agents - 1, 20_000).serviceLevel).toBeLessThan(target);
      }),
      { numRuns: 50 },
    );
  });
});
