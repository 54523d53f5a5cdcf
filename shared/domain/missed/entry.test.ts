import { describe, expect, it } from 'vitest';
import { entryAfter, type MissedEntry, type MissedFact, newEntry, waitsSince } from './entry.ts';

const SETTING = { dueAt: (since: number) => since + 30 };
const report = (name: string, at: number) =>
  ({ ref: `own:${name}`, source: 'own', at, endedAt: at + 1, cause: 'unanswered', line: '' }) as const;
const FRESH = newEntry({ id: 'e', key: '+1', number: '+1' }, report('a', 100), SETTING);
const entryOf = (...facts: MissedFact[]): MissedEntry =>
  facts.reduce((entry, fact) => entryAfter(entry, fact, SETTING), FRESH);
const missed = (name: string, at: number): MissedFact => ({ kind: 'missed', at, report: report(name, at) });

describe('an entry', () => {
  it('waits from the first call, and another one gives no more time', () => {
    expect(entryOf(missed('b', 120))).toMatchObject({ state: 'open', dueAt: 130 });
    expect(entryOf(missed('b', 50)).dueAt).toBe(80);
  });

  it('closes with the talk, and stays open for a call after it', () => {
    expect(entryOf({ kind: 'reached', at: 110, callId: 'c' })).toMatchObject({
      state: 'resolved',
      end: { how: 'reached', at: 110, callId: 'c' },
    });
    const still = entryOf(missed('b', 120), { kind: 'reached', at: 110 });
    expect(still).toMatchObject({ state: 'open', dueAt: 150 });
    expect(waitsSince(still)).toBe(120);
    expect(entryOf({ kind: 'reached', at: 99 }).state).toBe('open');
  });

  it('opens again when the talk was with a machine, as one more attempt', () => {
    const reached = { kind: 'reached', at: 110, callId: 'c' } as const;
    const machine = { kind: 'notReached', at: 115, callId: 'c' } as const;
    const back = entryOf(reached, machine);
    expect(back).toMatchObject({ state: 'open', attempts: [{ callId: 'c' }], dueAt: 130 });
    expect(back.end).toBeUndefined();
    expect(entryOf(reached, { ...machine, callId: 'other' }).state).toBe('resolved');
    // They were spoken with before as well.
    expect(entryOf(reached, { ...machine, reachedAt: 105 }).state).toBe('resolved');
  });

  it('is held by one until that runs out', () => {
    const ann = { kind: 'taken', at: 100, by: 'ann', until: 115 } as const;
    const bob = { kind: 'taken', at: 110, by: 'bob', until: 125 } as const;
    expect(entryOf(ann, bob).lease).toEqual({ by: 'ann', until: 115 });
    expect(entryOf(ann, { ...bob, at: 115 }).lease).toEqual({ by: 'bob', until: 125 });
    expect(entryOf(ann, { ...ann, at: 105, until: 120 }).lease).toEqual({ by: 'ann', until: 120 });
    expect(entryOf(ann, { kind: 'released', at: 101, by: 'ann' }).lease).toBeUndefined();
  });

  it('has a new deadline when it is opened again by hand', () => {
    const resolved = { kind: 'resolved', at: 120, by: 'ann', reason: 'spam', note: '' } as const;
    expect(entryOf(resolved, { kind: 'reopened', at: 200 })).toMatchObject({ state: 'open', dueAt: 230 });
  });
});
