import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counts, noCounts } from '../reports/counts.ts';
import { basisOf, GOALS, goalsFor, periodOf, standingOf, type Target } from './target.ts';

const HOUR = 3_600_000;
const counts = (fields: Partial<Counts>): Counts => ({ ...noCounts(), ...fields });
/** 40 calls: 25 talks of 100 minutes in all, 8 agreed. So a talk each 1.6 calls, 2.5 minutes a call, a goal each 5. */
const USUAL = counts({ calls: 40, talks: 25, agreed: 8, talkMs: 90 * 60_000, holdMs: 10 * 60_000 });

describe('the calls left to a target', () => {
  it('are those that the conversion asks for, of the goal that needs most, over the working hours that are left', () => {
    const done = counts({ calls: 10, talks: 7, agreed: 1, talkMs: 20 * 60_000 });
    const { goals, callsLeft, perHour } = standingOf(
      { calls: 25, talks: 20, agreed: 5, minutes: 60 },
      done,
      USUAL,
      8 * HOUR,
    );
    // calls 25 − 10; talks 13 × 1.6 = 20.8; agreed 4 × 5; minutes 40 / 2.5.
    expect(goals.map(({ goal, callsLeft }) => [goal, callsLeft])).toEqual([
      ['calls', 15],
      ['talks', 21],
      ['agreed', 20],
      ['minutes', 16],
    ]);
    expect(goals.find(({ goal }) => goal === 'minutes')).toMatchObject({ fact: 20, share: 20 / 60 });
    expect([callsLeft, perHour]).toEqual([21, 21 / 8]);
  });

  it('are none when all is reached, and nobody knows them when calls never brought it', () => {
    expect(standingOf({ calls: 5 }, counts({ calls: 5 }), USUAL, 0)).toMatchObject({
      callsLeft: 0,
      perHour: 0,
    });
    const never = standingOf({ calls: 5, answered: 3 }, noCounts(), USUAL, HOUR);
    expect(never).toMatchObject({ callsLeft: null, perHour: null });
    // Nobody works any more.
    expect(standingOf({ calls: 5 }, noCounts(), USUAL, 0)).toMatchObject({ callsLeft: 5, perHour: null });
    expect(standingOf({}, noCounts(), noCounts(), HOUR)).toEqual({ goals: [], callsLeft: 0, perHour: 0 });
  });

  it('are the firm’s conversion for whoever made too few calls', () => {
    expect(basisOf(counts({ calls: 29 }), USUAL)).toBe(USUAL);
    expect(basisOf(counts({ calls: 30 }), USUAL).calls).toBe(30);
  });

  it('reach the target when they are made at that conversion, and one less does not', () => {
    const amount = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...GOALS),
        amount,
        amount,
        fc.integer({ min: 1, max: 2000 }),
        (goal, target, brought, calls) => {
          const basis =
            goal === 'minutes'
              ? counts({ calls, talkMs: brought * 60_000 })
              : counts({ calls, [goal]: goal === 'calls' ? calls : brought });
          const left = standingOf({ [goal]: target }, noCounts(), basis, HOUR).callsLeft ?? Number.NaN;
          const rate = goal === 'calls' ? 1 : brought / calls;
          expect(left * rate).toBeGreaterThanOrEqual(target - 1e-6);
          expect((left - 1) * rate).toBeLessThan(target);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a target', () => {
  const target = (since: string, calls: number, rest: Partial<Target> = {}): Target => ({
    ...{ span: 'month', since, goals: { calls } },
    ...rest,
  });
  const all = [
    target('2026-09-01', 100),
    target('2026-11-01', 300),
    target('2026-10-01', 200),
    target('2026-11-02', 9, { span: 'week' }),
    target('2026-11-01', 50, { agentId: 'olena' }),
  ];

  it('holds from its period on, until another one follows', () => {
    const of = (firstDay: string, rest = {}) => goalsFor(all, { span: 'month', firstDay, ...rest }).calls;
    expect(
      ['2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01', '2027-02-01'].map((day) => of(day)),
    ).toEqual([undefined, 100, 200, 300, 300]);
    expect(of('2026-12-01', { agentId: 'olena' })).toBe(50);
    expect(of('2026-12-01', { agentId: 'petro' })).toBeUndefined();
  });

  it('is of a day, a week from Monday, or a month, leap days included', () => {
    expect(periodOf('2026-11-29', 'week')).toEqual({ firstDay: '2026-11-23', lastDay: '2026-11-29' });
    expect(periodOf('2028-02-10', 'month')).toEqual({ firstDay: '2028-02-01', lastDay: '2028-02-29' });
    expect(periodOf('2028-02-29', 'day')).toEqual({ firstDay: '2028-02-29', lastDay: '2028-02-29' });
  });
});
