import { describe, expect, it } from 'vitest';
import type { QualitySample } from '../../../shared/contract/quality.ts';
import { liveQuality } from './live-quality.ts';

const seconds = (count: number, change: Partial<QualitySample> = {}): QualitySample[] =>
  Array.from({ length: count }, (_, n) => ({
    at: n * 1000,
    lossPct: 0,
    jitterMs: 3,
    roundTripMs: 40,
    levelIn: 0.1,
    levelOut: 0.1,
    mos: 4.4,
    ...change,
  }));
const said = (samples: QualitySample[]) => {
  const { word, reason } = liveQuality(samples);
  return [word, reason.code, reason.params];
};

describe('how a talk sounds now', () => {
  it.each([
    [seconds(0), ['measuring', 'measuring', {}]],
    [seconds(1), ['good', 'good', {}]],
    [seconds(5), ['good', 'good', {}]],
    [seconds(5, { lossPct: 7, mos: 3.3 }), ['poor', 'lossIn', { pct: 7 }]],
    [seconds(5, { lossOutPct: 9, mos: 3.7 }), ['fair', 'lossOut', { pct: 9 }]],
    [seconds(5, { roundTripMs: 610, mos: 3.8 }), ['fair', 'delay', { ms: 610 }]],
    [seconds(5, { jitterMs: 60 }), ['good', 'jitter', {}]],
    [
      [...seconds(3), ...seconds(2, { lossPct: 100, mos: 1 })],
      ['silent', 'noSoundIn', {}],
    ],
  ])('says of %# what is wrong', (samples, expected) => {
    expect(said(samples)).toEqual(expected);
  });

  it('looks at the last seconds only, and not at one lost packet', () => {
    expect(said([...seconds(20, { lossPct: 50, mos: 1.5 }), ...seconds(5)])).toEqual(['good', 'good', {}]);
    expect(said([...seconds(4), ...seconds(1, { lossPct: 4, mos: 4.1 })])).toEqual(['good', 'good', {}]);
  });
});
