import { describe, expect, it } from 'vitest';
import { assess, worstMos } from './assess.ts';
import type { Sample } from './sample.ts';

const T = 1_000_000;
const fine: Omit<Sample, 'at'> = {
  lossPct: 0,
  lossOutPct: 0,
  jitterMs: 3,
  roundTripMs: 40,
  levelIn: 0.06,
  levelOut: 0.05,
  mos: 4.4,
};

/** A talk in stretches of so many seconds; each says what was not fine in it. */
function talk(...stretches: [seconds: number, Partial<Sample>][]) {
  const samples: Sample[] = [];
  for (const [seconds, change] of stretches) {
    for (let second = 0; second < seconds; second++) {
      samples.push({ ...fine, ...change, at: T + (samples.length + 1) * 1000 });
    }
  }
  return { samples, span: { answeredAt: T, endedAt: T + samples.length * 1000 } };
}

const codes = (...stretches: Parameters<typeof talk>) => {
  const { samples, span } = talk(...stretches);
  return assess(samples, span).verdicts.map(({ code }) => code);
};

describe('the verdict on a talk', () => {
  it('is good when nothing was wrong', () => {
    const { samples, span } = talk([60, {}]);
    expect(assess(samples, span)).toEqual({
      verdicts: [{ code: 'good', params: {} }],
      mos: 4.4,
      worstMos: 4.4,
    });
  });

  it('says nothing of a talk of two seconds, or of one that nobody measured', () => {
    expect(codes([2, { lossPct: 50 }])).toEqual(['tooShort']);
    expect(assess([], { answeredAt: T, endedAt: T + 60_000 })).toEqual({
      verdicts: [{ code: 'tooShort', params: {} }],
    });
  });

  it('says that your network lost 7 % for 40 s', () => {
    const { samples, span } = talk([60, {}], [40, { lossPct: 7, mos: 3.4 }], [20, {}]);
    const { verdicts, mos, worstMos: worst } = assess(samples, span);
    expect(verdicts).toEqual([{ code: 'yourNetworkLost', params: { pct: 7, seconds: 40 } }]);
    expect(worst).toBe(3.4);
    expect(mos).toBeCloseTo(4.07, 2);
  });

  it('tells the other side’s network from ours by the way on which it was lost', () => {
    expect(codes([60, {}], [30, { lossOutPct: 9 }])).toEqual(['theirNetworkLost']);
    expect(codes([60, {}], [30, { lossPct: 9, lossOutPct: 9 }])).toEqual(['yourNetworkLost']);
  });

  it('does not count a packet lost here and there', () => {
    expect(
      codes(
        ...Array.from({ length: 20 }, (): [number, object][] => [
          [1, { lossPct: 4 }],
          [9, {}],
        ]).flat(),
      ),
    ).toEqual(['good']);
  });

  it('sees a burst for what it is', () => {
    const { samples, span } = talk([20, {}], [3, { lossPct: 40 }], [20, {}]);
    expect(assess(samples, span).verdicts).toEqual([
      { code: 'yourNetworkLost', params: { pct: 40, seconds: 3 } },
    ]);
  });

  it('tells delay and jitter with their figures', () => {
    const { samples, span } = talk([20, {}], [30, { roundTripMs: 620, jitterMs: 60 }]);
    expect(assess(samples, span).verdicts).toEqual([
      { code: 'jitter', params: { ms: 60, seconds: 30 } },
      { code: 'delay', params: { ms: 620, seconds: 30 } },
    ]);
  });

  it('finds a name for seconds that were bad without loss and without a long way', () => {
    const { samples, span } = talk([20, {}], [6, { mos: 2.4, jitterMs: 24 }]);
    expect(assess(samples, span).verdicts).toEqual([{ code: 'jitter', params: { ms: 24, seconds: 6 } }]);
    expect(codes([20, {}], [2, { mos: 2.4 }])).toEqual(['good']);
  });

  it('does not know a delay that nobody has measured', () => {
    expect(codes([30, { roundTripMs: undefined, lossOutPct: undefined }])).toEqual(['good']);
  });

  it('tells no sound from the customer: nothing came, or silence came from the first second on', () => {
    const { samples, span } = talk([20, {}], [8, { lossPct: 100, levelIn: 0, mos: 1 }], [20, {}]);
    expect(assess(samples, span).verdicts).toEqual([{ code: 'noSoundIn', params: { seconds: 8 } }]);
    expect(codes([12, { levelIn: 0 }])).toEqual(['noSoundIn']);
    // A customer who listens for a minute is not a fault.
    expect(codes([5, {}], [60, { levelIn: 0 }])).toEqual(['good']);
    expect(codes([20, {}], [2, { lossPct: 100 }], [20, {}])).toEqual(['good']);
  });

  it('tells that nothing of ours arrived', () => {
    const { samples, span } = talk([20, {}], [10, { lossOutPct: 100 }]);
    expect(assess(samples, span).verdicts).toEqual([{ code: 'noSoundOut', params: { seconds: 10 } }]);
  });

  it('tells a dead and a quiet microphone, and neither of a muted one', () => {
    expect(codes([20, { levelOut: 0 }])).toEqual(['noSoundOut']);
    expect(codes([20, { levelOut: 0.002 }])).toEqual(['quietMicrophone']);
    expect(codes([19, { levelOut: 0.002 }], [1, { levelOut: 0.05 }])).toEqual(['good']);
    const { samples, span } = talk([20, { levelOut: 0 }]);
    const facts = [{ kind: 'muted', at: T + 500 }] as const;
    expect(assess(samples, { ...span, facts }).verdicts).toEqual([{ code: 'good', params: {} }]);
    const unmutedLate = [...facts, { kind: 'unmuted', at: T + 10_500 } as const];
    expect(assess(samples, { ...span, facts: unmutedLate }).verdicts).toEqual([
      { code: 'noSoundOut', params: { seconds: 9 } },
    ]);
  });

  it('tells of reconnections and of what was not heard meanwhile', () => {
    const { samples, span } = talk([30, {}]);
    const facts = [
      { kind: 'signalLost', at: T + 5000 },
      { kind: 'soundLost', at: T + 5200 },
      { kind: 'signalBack', at: T + 6800 },
      { kind: 'soundBack', at: T + 7300 },
    ] as const;
    expect(assess(samples, { ...span, facts }).verdicts).toEqual([
      { code: 'reconnected', params: { times: 1, seconds: 1.8, silentSeconds: 2.1 } },
    ]);
    expect(assess(samples, { ...span, facts: facts.slice(0, 2) }).verdicts[0]?.params).toEqual({
      times: 1,
      seconds: 25,
      silentSeconds: 24.8,
    });
  });

  it('puts the worst first, and leaves out what was measured after the end', () => {
    expect(codes([10, { lossPct: 8, jitterMs: 60, roundTripMs: 500, levelOut: 0 }])).toEqual([
      'noSoundOut',
      'yourNetworkLost',
      'jitter',
      'delay',
    ]);
    const { samples, span } = talk([20, {}], [20, { lossPct: 50 }]);
    expect(assess(samples, { ...span, endedAt: T + 20_000 - 1000 }).verdicts).toEqual([
      { code: 'good', params: {} },
    ]);
  });
});

describe('the worst ten seconds', () => {
  it('are looked for all over the talk', () => {
    expect(worstMos([4, 4, ...Array(10).fill(2), 4, 4])).toBe(2);
    expect(worstMos([...Array(5).fill(4), ...Array(5).fill(2), ...Array(5).fill(4)])).toBe(3);
    expect(worstMos([3, 4])).toBe(3.5);
  });
});
