import { describe, expect, it } from 'vitest';
import type { QualitySample } from '../../../shared/contract/quality.ts';
import { testBase } from '../../testing.ts';
import { MAX_MESSAGES, MAX_TRACE_CHARS } from './quality.ts';

const CALL = '01900000-0000-7000-8000-0000000000aa';
const sample = (at: number, more: Partial<QualitySample> = {}): QualitySample => ({
  at,
  lossPct: 0.5,
  jitterMs: 4.2,
  levelIn: 0.1,
  levelOut: 0.00004,
  mos: 4.31,
  ...more,
});
const message = (at: number, text = `OPTIONS ${at}`) => ({ at, direction: 'sent' as const, text });

describe('the seconds of a call', () => {
  it('come back as they were measured', () => {
    using base = testBase();
    const { quality } = base.repos;
    const samples = [
      sample(1_700_000_000_000),
      sample(1_700_000_001_003, { lossOutPct: 2, roundTripMs: 48 }),
    ];
    quality.saveSamples(CALL, samples.slice(0, 1));
    quality.saveSamples(CALL, samples);
    expect(quality.samples(CALL)).toEqual(samples);
    expect(quality.samples('another')).toEqual([]);
  });
});

describe('the trace of a call', () => {
  it('is kept in order, apart from other calls', () => {
    using base = testBase();
    const { quality } = base.repos;
    quality.addMessages(CALL, [message(2), message(1)]);
    quality.addMessages('another', [message(3)]);
    expect(quality.messages(CALL)).toEqual([message(2), message(1)]);
  });

  it('keeps its beginning and its end when there are too many', () => {
    using base = testBase();
    const { quality } = base.repos;
    quality.addMessages(
      CALL,
      Array.from({ length: MAX_MESSAGES + 50 }, (_, at) => message(at)),
    );
    const kept = quality.messages(CALL).map(({ at }) => at);
    expect(kept).toHaveLength(MAX_MESSAGES);
    expect(kept.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, at) => at));
    expect(kept.at(20)).toBe(70);
    expect(kept.at(-1)).toBe(MAX_MESSAGES + 49);
  });

  it('keeps no more text than it may', () => {
    using base = testBase();
    const { quality } = base.repos;
    for (let at = 0; at < 60; at += 1) quality.addMessages(CALL, [message(at, 'x'.repeat(16_000))]);
    const kept = quality.messages(CALL);
    const chars = kept.reduce((sum, { text }) => sum + text.length, 0);
    expect(chars).toBeLessThanOrEqual(MAX_TRACE_CHARS);
    expect(kept.at(0)?.at).toBe(0);
    expect(kept.at(-1)?.at).toBe(59);
  });
});

describe('what is old', () => {
  it('goes piece by piece, and what is new stays', () => {
    using base = testBase();
    const { quality } = base.repos;
    const day = 86_400_000;
    const { now } = base.clock;
    quality.addMessages(CALL, [message(now - 31 * day), message(now - 31 * day), message(now - day)]);
    base.clock.now = now - 31 * day;
    quality.saveSamples('old', [sample(1)]);
    base.clock.now = now;
    quality.saveSamples(CALL, [sample(1)]);
    const before = now - 30 * day;
    expect([1, 2, 3].map(() => quality.sweep(before, 1))).toEqual([2, 1, 0]);
    expect(quality.messages(CALL)).toEqual([message(now - day)]);
    expect(quality.samples('old')).toEqual([]);
    expect(quality.samples(CALL)).toHaveLength(1);
  });
});
