import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueBefore, type JudgedRecording, judge, RETENTION_KINDS, type RetentionRules } from './retention.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const world = {
  now: NOW,
  notReached: new Set(['voicemail']),
  roles: new Map([['anna', 'trainee']]),
  held: new Set(['c-held', 'k-held']),
};
const aged = (days: number, more: Partial<JudgedRecording> = {}): JudgedRecording => ({
  startedAt: NOW - days * DAY,
  callId: 'k',
  accountId: 'line',
  ...more,
});
const RULES: RetentionRules = {
  days: 90,
  rules: [
    { kind: 'list', value: 'court', days: 0 },
    { kind: 'notReached', value: '', days: 7 },
    { kind: 'outcome', value: 'order', days: 365 },
    { kind: 'line', value: 'support', days: 30 },
    { kind: 'person', value: 'boris', days: 200 },
    { kind: 'role', value: 'trainee', days: 14 },
  ],
};

describe('how long a recording stays', () => {
  it.each([
    ['as long as all', aged(90), 'stays'],
    ['and no longer', aged(91), 'due'],
    ['nobody was reached', aged(8, { outcome: 'voicemail' }), 'due'],
    ['an order', aged(300, { outcome: 'order' }), 'stays'],
    ['a line of its own', aged(31, { accountId: 'support' }), 'due'],
    ['the first rule counts', aged(31, { accountId: 'support', outcome: 'order' }), 'stays'],
    ['a person', aged(150, { agentId: 'boris' }), 'stays'],
    ['a role', aged(15, { agentId: 'anna' }), 'due'],
    ['nobody known has no role', aged(15), 'stays'],
    ['for ever', aged(900, { campaignId: 'court', outcome: 'voicemail' }), 'stays'],
    ['a held customer', aged(900, { contactId: 'c-held' }), 'held'],
    ['a held call', aged(900, { callId: 'k-held' }), 'held'],
    ['from tomorrow, by a clock that was set back', aged(-1), 'stays'],
  ])('%s', (_what, recording, verdict) => {
    expect(judge(recording, RULES, world)).toBe(verdict);
  });

  it('what is due began before the bound by which they are looked for, and nothing held is due', () => {
    const some = fc.constantFrom('a', 'b');
    const rules = fc.record({
      days: fc.nat(40),
      rules: fc.array(
        fc.record({ kind: fc.constantFrom(...RETENTION_KINDS), value: some, days: fc.nat(40) }),
      ),
    });
    const recording = fc.record({
      startedAt: fc.integer({ min: NOW - 50 * DAY, max: NOW }),
      callId: fc.constantFrom('k', 'k-held'),
      accountId: some,
      agentId: fc.option(some, { nil: undefined }),
      outcome: fc.option(fc.constantFrom('voicemail', 'a'), { nil: undefined }),
      campaignId: fc.option(some, { nil: undefined }),
    });
    fc.assert(
      fc.property(rules, recording, (given, one) => {
        const verdict = judge(one, given, world);
        if (verdict === 'stays') return;
        expect(one.startedAt).toBeLessThan(dueBefore(given, NOW) ?? 0);
        expect(verdict === 'held').toBe(one.callId === 'k-held');
      }),
    );
  });
});
