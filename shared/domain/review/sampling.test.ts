import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTalks, DEFAULT_RULES, lotOf, type SampledTalk, type SamplingRules } from './sampling.ts';

const talk = (recordingId: string, fields: Partial<SampledTalk> = {}): SampledTalk => ({
  ...{ recordingId, operatorId: 'anna', week: '2026-11-23', durationMs: 120_000, longestHoldMs: 0 },
  ...{ customerHungUp: false, failedChecks: [] },
  ...fields,
});
const NOTHING: SamplingRules = {
  lookBackDays: 14,
  risk: { fatalCheck: false, customerHungUp: false, outcomes: [] },
  randomPercent: 0,
  perOperatorWeek: 0,
};
const risky = (risk: Partial<SamplingRules['risk']>): SamplingRules => ({
  ...NOTHING,
  risk: { ...NOTHING.risk, ...risk },
});

const anyTalk = fc.record({
  recordingId: fc.uuid(),
  operatorId: fc.constantFrom('anna', 'boris', 'clara'),
  week: fc.constantFrom('2026-11-16', '2026-11-23'),
  durationMs: fc.integer({ min: 0, max: 600_000 }),
  silenceShare: fc.double({ min: 0, max: 1, noNaN: true }),
  longestHoldMs: fc.integer({ min: 0, max: 300_000 }),
  customerHungUp: fc.boolean(),
  outcome: fc.constantFrom('order', 'refused'),
  mos: fc.double({ min: 1, max: 4.5, noNaN: true }),
  failedChecks: fc.constantFrom<string[]>([], ['greets']),
});
const talks = fc.uniqueArray(anyTalk, { selector: ({ recordingId }) => recordingId, maxLength: 60 });
const rules = fc.record({
  lookBackDays: fc.constant(14),
  risk: fc.record({
    fatalCheck: fc.boolean(),
    silencePercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
    holdSeconds: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
    shortSeconds: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    customerHungUp: fc.boolean(),
    outcomes: fc.constantFrom<string[]>([], ['refused']),
    soundBelow: fc.option(fc.constant(2.5), { nil: undefined }),
  }),
  randomPercent: fc.integer({ min: 0, max: 100 }),
  perOperatorWeek: fc.integer({ min: 0, max: 5 }),
});

describe('what is chosen for a review', () => {
  it('says each of its reasons, with the number', () => {
    const bad = talk('r', {
      ...{ silenceShare: 0.613, longestHoldMs: 200_000, durationMs: 20_000, customerHungUp: true },
      ...{ outcome: 'refused', mos: 2.1, failedChecks: ['Greets'] },
    });
    const all = risky({
      ...{ fatalCheck: true, silencePercent: 50, holdSeconds: 120, shortSeconds: 30 },
      ...{ customerHungUp: true, outcomes: ['refused'], soundBelow: 2.5 },
    });
    expect(chooseTalks([bad, talk('good')], all, 's')).toEqual([
      {
        recordingId: 'r',
        reasons: [
          { kind: 'fatalCheck', name: 'Greets' },
          { kind: 'silence', value: 61 },
          { kind: 'hold', value: 200 },
          { kind: 'short', value: 20 },
          { kind: 'hungUp' },
          { kind: 'outcome', name: 'refused' },
          { kind: 'sound', value: 2.1 },
        ],
      },
    ]);
  });

  it('is nothing without rules, and everything with all of the chance', () => {
    const many = Array.from({ length: 30 }, (_, n) => talk(`r${n}`));
    expect(chooseTalks(many, NOTHING, 's')).toEqual([]);
    const chosen = chooseTalks(many, { ...NOTHING, randomPercent: 100 }, 's');
    expect(chosen).toHaveLength(30);
    expect(chosen[0]?.reasons).toEqual([{ kind: 'random' }]);
  });

  it('is the share that was asked for, as far as chance goes', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => talk(`recording-${n}`));
    const share = chooseTalks(many, { ...NOTHING, randomPercent: 10 }, 'seed').length / many.length;
    // Four standard deviations of a tenth of 2,000.
    expect(Math.abs(share - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / 2_000));
    const mean = many.reduce((sum, { recordingId }) => sum + lotOf('x', recordingId), 0) / many.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 2_000));
  });

  it('fills each person’s week up, counting what was chosen before but not what was skipped', () => {
    const his = Array.from({ length: 10 }, (_, n) => talk(`r${n}`));
    const three = { ...NOTHING, perOperatorWeek: 3 };
    expect(chooseTalks(his, three, 's')).toHaveLength(3);
    const before = { operatorId: 'anna', week: '2026-11-23' };
    const taken = [
      { ...before, recordingId: 'r1', skipped: false },
      { ...before, recordingId: 'r2', skipped: true },
    ];
    const chosen = chooseTalks(his, three, 's', taken);
    expect(chosen).toHaveLength(2);
    expect(chosen.map(({ recordingId }) => recordingId)).not.toContain('r2');
  });

  it('is the same for the same seed in whatever order the talks come, and has no duplicates', () => {
    fc.assert(
      fc.property(talks, rules, fc.string({ maxLength: 8 }), (given, by, seed) => {
        const chosen = chooseTalks(given, by, seed);
        expect(chooseTalks(given.toReversed(), by, seed)).toEqual(chosen);
        expect(chooseTalks([...given, ...given], by, seed)).toEqual(chosen);
        expect(new Set(chosen.map(({ recordingId }) => recordingId)).size).toBe(chosen.length);
        for (const { reasons } of chosen) expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('chooses nothing a second time', () => {
    fc.assert(
      fc.property(talks, rules, (given, by) => {
        const byId = new Map(given.map((one) => [one.recordingId, one]));
        const taken = chooseTalks(given, by, 's').map(({ recordingId }) => ({
          ...{ recordingId, operatorId: '', week: '', skipped: false },
          ...byId.get(recordingId),
        }));
        expect(chooseTalks(given, by, 's', taken)).toEqual([]);
      }),
    );
  });

  it('gives each person and week what was promised, as far as there are talks', () => {
    fc.assert(
      fc.property(talks, rules, (given, by) => {
        const chosen = new Set(chooseTalks(given, by, 's').map(({ recordingId }) => recordingId));
        for (const operatorId of ['anna', 'boris', 'clara'])
          for (const week of ['2026-11-16', '2026-11-23']) {
            const there = given.filter((one) => one.operatorId === operatorId && one.week === week);
            const found = there.filter(({ recordingId }) => chosen.has(recordingId)).length;
            expect(found).toBeGreaterThanOrEqual(Math.min(by.perOperatorWeek, there.length));
          }
      }),
    );
  });

  it('begins with rules that choose something of an ordinary week', () => {
    expect(chooseTalks([talk('r')], DEFAULT_RULES, 's')).toEqual([
      { recordingId: 'r', reasons: [{ kind: 'perOperator' }] },
    ]);
  });
});
