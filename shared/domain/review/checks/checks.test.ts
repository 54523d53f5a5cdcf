import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Levels, levelOf, type Span } from '../../recording/levels.ts';
import type { Scorecard } from '../scorecard.ts';
import { CHECK_KINDS, type Check, DEFAULT_CHECKS } from './check.ts';
import { holdsOf } from './holds.ts';
import { proposalsFor, proposedJudgements } from './propose.ts';
import { type HeardTalk, runChecks } from './run.ts';
import { gapsIn, lengthOf, speechOf } from './speech.ts';

const LOUD = levelOf(0.5);
/** `o` the operator speaks, `c` the customer, `b` both, `.` nobody: 100 ms a letter, `o10` ten of them. */
function spoken(pattern: string): Levels {
  const letters = pattern.replaceAll(/([ocb.])(\d+)/g, (_all, letter: string, times: string) =>
    letter.repeat(Number(times)),
  );
  const side = (speaking: string) => Uint8Array.from([...letters], (l) => (speaking.includes(l) ? LOUD : 3));
  return { windowMs: 100, operator: side('ob'), customer: side('cb') };
}
const talk = (pattern: string, fields: Partial<HeardTalk> = {}): HeardTalk => {
  const levels = spoken(pattern);
  return { levels, durationMs: levels.operator.length * 100, missedMs: 0, holds: [], ...fields };
};
const check = (one: Check, heard: HeardTalk) => runChecks([one], heard)[0];

describe('speech', () => {
  it('goes on over a breath, and is neither a click nor what comes after a rest', () => {
    expect(speechOf(spoken('o5.3o5'), 'operator')).toEqual([{ fromMs: 0, toMs: 1_300 }]);
    expect(speechOf(spoken('o5.4o5'), 'operator')).toHaveLength(2);
    expect(speechOf(spoken('.9o1.9'), 'operator')).toEqual([]);
    expect(speechOf(spoken('c9'), 'operator')).toEqual([]);
  });

  it('and what is between make the whole, whatever covers it', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 400 }))
      .map(([fromMs, ms]): Span => ({ fromMs, toMs: fromMs + ms }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (covered) => {
        const gaps = gapsIn({ fromMs: 0, toMs: 1_000 }, covered);
        const uncovered = Array.from({ length: 1_000 }, (_, ms) => ms).filter(
          (ms) => !covered.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs),
        );
        expect(lengthOf(gaps)).toBe(uncovered.length);
        for (const [n, { fromMs }] of gaps.entries())
          expect(fromMs).toBeGreaterThanOrEqual(gaps[n - 1]?.toMs ?? 0);
      }),
    );
  });
});

describe('holds', () => {
  const recording = { startedAt: 1_000, durationMs: 60_000 };
  it('are the operator’s, within the recording, the last one to the end', () => {
    const facts = [
      { kind: 'held', by: 'operator', at: 500 },
      { kind: 'resumed', by: 'operator', at: 6_000 },
      { kind: 'held', by: 'customer', at: 10_000 },
      { kind: 'held', by: 'operator', at: 41_000 },
    ];
    expect(holdsOf(facts, recording)).toEqual([
      { fromMs: 0, toMs: 5_000 },
      { fromMs: 40_000, toMs: 60_000 },
    ]);
    expect(holdsOf([...facts, { kind: 'ended', at: 51_000 }], recording).at(-1)?.toMs).toBe(50_000);
    expect(holdsOf([], recording)).toEqual([]);
  });
});

describe('the greeting', () => {
  const within = (withinSeconds: number): Check => ({ kind: 'greeting', withinSeconds });
  it('is the operator’s voice, and the customer’s does not count', () => {
    expect(check(within(3), talk('c10.10o20'))).toMatchObject({ verdict: 'passed', value: 2, atMs: [2_000] });
    expect(check(within(1), talk('c10.10o20'))).toMatchObject({ verdict: 'failed', value: 2 });
    expect(check(within(3), talk('c50'))).toEqual({ check: within(3), verdict: 'failed', atMs: [] });
  });
  it('counts from the answer, and is not known when the recording begins too late', () => {
    expect(check(within(3), talk('.20o20', { missedMs: 1_500 }))).toMatchObject({
      verdict: 'failed',
      value: 3.5,
    });
    expect(check(within(3), talk('o20', { missedMs: 9_000 }))?.verdict).toBe('unknown');
  });
});

describe('holds, silence, shares and interruptions', () => {
  it('tell the longest hold and where those are that were too long', () => {
    const holds = [
      { fromMs: 1_000, toMs: 11_000 },
      { fromMs: 20_000, toMs: 55_500 },
    ];
    const most = (mostSeconds: number): Check => ({ kind: 'hold', mostSeconds });
    expect(check(most(30), talk('o10', { holds }))).toMatchObject({
      verdict: 'failed',
      value: 35.5,
      atMs: [20_000],
    });
    expect(check(most(36), talk('o10', { holds }))).toMatchObject({ verdict: 'passed', atMs: [] });
    expect(check(most(1), talk('o10'))).toMatchObject({ verdict: 'passed', value: 0 });
  });

  it('do not take a hold for dead air', () => {
    const air: Check = { kind: 'deadAir', mostSeconds: 2 };
    expect(check(air, talk('o10.30c10'))).toMatchObject({ verdict: 'failed', value: 3, atMs: [1_000] });
    expect(check(air, talk('o10.30c10', { holds: [{ fromMs: 1_000, toMs: 4_000 }] }))).toMatchObject({
      verdict: 'passed',
      value: 0,
    });
    expect(check(air, talk('o10.20c10'))?.verdict).toBe('passed');
  });

  it('tell how much of what is said the operator says', () => {
    const share: Check = { kind: 'talkShare', leastPercent: 40, mostPercent: 60 };
    expect(check(share, talk('o50.10c50'))).toMatchObject({ verdict: 'passed', value: 50 });
    expect(check(share, talk('o80.10c20'))).toMatchObject({ verdict: 'failed', value: 80 });
    expect(check(share, talk('.50'))?.verdict).toBe('unknown');
  });

  it('take it for an interruption when the customer is in the middle of something and both go on', () => {
    const most: Check = { kind: 'interruptions', most: 0 };
    expect(check(most, talk('c20b10o10'))).toMatchObject({ verdict: 'failed', value: 1, atMs: [2_000] });
    // Short assent, the customer who interrupts, and both who begin at once.
    expect(check(most, talk('c20b4c20'))?.value).toBe(0);
    expect(check(most, talk('o20b10c10'))?.value).toBe(0);
    expect(check(most, talk('b20'))?.value).toBe(0);
  });

  it('know nothing of a recording that nobody measured, but its holds', () => {
    const { levels: _, ...unmeasured } = talk('o10');
    const verdicts = runChecks(Object.values(DEFAULT_CHECKS), unmeasured).map((one) => [
      one.check.kind,
      one.verdict,
    ]);
    expect(Object.fromEntries(verdicts)).toEqual({
      ...{ greeting: 'unknown', hold: 'passed', talkShare: 'unknown', interruptions: 'unknown' },
      ...{ deadAir: 'unknown', answers: 'unknown' },
    });
  });

  it('say which required questions were left, and where they stood', () => {
    const required = [
      { title: 'Budget', answered: true, atMs: 1_000 },
      { title: 'Deadline', answered: false, atMs: 4_000 },
    ];
    expect(check({ kind: 'answers' }, talk('o10', { required }))).toMatchObject({
      ...{ verdict: 'failed', value: 1, atMs: [4_000], open: ['Deadline'] },
    });
    expect(check({ kind: 'answers' }, talk('o10', { required: [] }))?.verdict).toBe('passed');
  });

  it('always point into the recording', () => {
    const pattern = fc
      .array(fc.tuple(fc.constantFrom('o', 'c', 'b', '.'), fc.integer({ min: 1, max: 60 })), {
        maxLength: 40,
      })
      .map((runs) => runs.map(([letter, times]) => `${letter}${times}`).join(''));
    fc.assert(
      fc.property(pattern, (text) => {
        const heard = talk(text);
        for (const { atMs, value } of runChecks(Object.values(DEFAULT_CHECKS), heard)) {
          expect(value ?? 0).toBeGreaterThanOrEqual(0);
          for (const [n, at] of atMs.entries()) {
            expect(at).toBeGreaterThanOrEqual(atMs[n - 1] ?? 0);
            expect(at).toBeLessThan(heard.durationMs);
          }
        }
      }),
    );
  });
});

describe('what is proposed', () => {
  it('is all or nothing by the check, and nothing where it is not known', () => {
    const base = { title: 't', hint: '', weight: 1, mayNotApply: false, fatal: false } as const;
    const card: Scorecard = {
      groups: [
        {
          ...{ id: 'g', title: 'g', weight: 1 },
          criteria: [
            { ...base, id: 'greets', scale: { kind: 'points', most: 4 }, check: DEFAULT_CHECKS.greeting },
            { ...base, id: 'silent', scale: { kind: 'yesNo' }, check: { kind: 'deadAir', mostSeconds: 1 } },
            { ...base, id: 'answers', scale: { kind: 'yesNo' }, check: DEFAULT_CHECKS.answers },
            { ...base, id: 'free', scale: { kind: 'yesNo' } },
          ],
        },
      ],
    };
    const proposals = proposalsFor(card, talk('o20.30c20'));
    expect(Object.keys(proposals)).toEqual(['greets', 'silent', 'answers']);
    expect(proposedJudgements(card, proposals)).toEqual({
      greets: { points: 4 },
      silent: { points: 0, atMs: 2_000 },
    });
  });

  it('has a beginning for every kind of check', () => {
    expect(Object.keys(DEFAULT_CHECKS)).toEqual([...CHECK_KINDS]);
    for (const kind of CHECK_KINDS) expect(DEFAULT_CHECKS[kind].kind).toBe(kind);
  });
});
