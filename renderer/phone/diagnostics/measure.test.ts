import { describe, expect, it } from 'vitest';
import { type Counters, readCounters } from './counters.ts';
import { measure } from './measure.ts';

const report = (...stats: object[]) =>
  new Map(
    stats.map((stat, index) => [String(index), { id: String(index), timestamp: 20_000, ...stat }]),
  ) as unknown as RTCStatsReport;
const inbound = {
  id: 'in',
  type: 'inbound-rtp',
  kind: 'audio',
  packetsReceived: 500,
  packetsLost: 10,
  packetsDiscarded: 2,
  jitter: 0.004,
  jitterBufferDelay: 30,
  jitterBufferEmittedCount: 1000,
  totalAudioEnergy: 1,
  totalSamplesDuration: 10,
  codecId: 'codec',
};

describe('the counters of a connection', () => {
  it('are read from the statistics', () => {
    const stats = new Map<string, object>([
      ['in', { timestamp: 20_000, ...inbound }],
      ['codec', { id: 'codec', type: 'codec', timestamp: 20_000, mimeType: 'audio/opus' }],
      [
        'mic',
        {
          id: 'mic',
          type: 'media-source',
          kind: 'audio',
          timestamp: 20_000,
          totalAudioEnergy: 2,
          totalSamplesDuration: 9,
        },
      ],
      [
        'far',
        {
          id: 'far',
          type: 'remote-inbound-rtp',
          kind: 'audio',
          timestamp: 17_000,
          fractionLost: 0.07,
          roundTripTime: 0.12,
        },
      ],
    ]);
    expect(readCounters(stats as unknown as RTCStatsReport, 5)).toEqual({
      at: 5,
      received: 500,
      lost: 10,
      discarded: 2,
      jitterMs: 4,
      bufferDelay: 30,
      bufferEmitted: 1000,
      heard: { energy: 1, seconds: 10 },
      said: { energy: 2, seconds: 9 },
      roundTripMs: 120,
      lossOutPct: 7.000000000000001,
      codec: 'opus',
    });
  });

  it('take the round trip from the path while the far end reports nothing, and believe no old report', () => {
    const stats = [
      inbound,
      { type: 'remote-inbound-rtp', kind: 'audio', timestamp: 1_000, fractionLost: 0.5, roundTripTime: 9 },
      { type: 'transport', selectedCandidatePairId: 'pair' },
      { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.03 },
    ];
    const found = readCounters(
      new Map(
        stats.map((stat, n) => [String(n), { id: String(n), timestamp: 20_000, ...stat }]),
      ) as unknown as RTCStatsReport,
      5,
    );
    expect(found).toMatchObject({ roundTripMs: 30 });
    expect(found).not.toHaveProperty('lossOutPct');
  });

  it('are those of the stream that runs, and none without a voice', () => {
    expect(readCounters(report({ ...inbound, id: 'old', packetsReceived: 3 }, inbound), 5)?.received).toBe(
      500,
    );
    expect(readCounters(report({ type: 'transport' }), 5)).toBeUndefined();
  });
});

const before: Counters = {
  at: 0,
  received: 500,
  lost: 10,
  discarded: 0,
  jitterMs: 3,
  bufferDelay: 0,
  bufferEmitted: 0,
  heard: { energy: 1, seconds: 10 },
  said: { energy: 1, seconds: 10 },
};
const second = (change: Partial<Counters> = {}): Counters => ({
  ...before,
  at: 1000,
  received: 550,
  heard: { energy: 1.04, seconds: 11 },
  said: { energy: 1.01, seconds: 11 },
  ...change,
});

describe('a second of a talk', () => {
  it('is good when everything came', () => {
    expect(measure(before, second({ roundTripMs: 40, lossOutPct: 0, codec: 'PCMU' }), false)).toEqual({
      at: 1000,
      lossPct: 0,
      lossOutPct: 0,
      jitterMs: 3,
      roundTripMs: 40,
      levelIn: 0.2,
      levelOut: 0.1,
      mos: 4.39,
    });
  });

  it('counts what was lost, in the second in which it was', () => {
    expect(measure(before, second({ received: 540, lost: 20 }), false)?.lossPct).toBe(20);
    // Late duplicates take some of the lost ones back.
    expect(measure(before, second({ lost: 8 }), false)?.lossPct).toBe(0);
  });

  it('lost everything when nothing came, and does not lose it again when the numbers go on', () => {
    const silent = second({ received: 500, heard: { energy: 1, seconds: 11 } });
    expect(measure(before, silent, false)).toMatchObject({ lossPct: 100, levelIn: 0, mos: 1 });
    expect(measure(before, second({ lost: 260 }), true)?.lossPct).toBe(0);
  });

  it('is as good as it is for the one who has it worse', () => {
    const mos = (change: Partial<Counters>) => measure(before, second(change), false)?.mos ?? 0;
    expect(mos({ lossOutPct: 20 })).toBeLessThan(3);
    expect(mos({ received: 540, lost: 20, lossOutPct: 0 })).toBeLessThan(3.5);
    // Packets that come too late to be played are lost to the ear, and waiting for them costs delay.
    expect(mos({ discarded: 10 })).toBeLessThan(mos({}));
    expect(mos({ bufferDelay: 40_000, bufferEmitted: 48_000 })).toBeLessThan(
      mos({ bufferDelay: 1_000, bufferEmitted: 48_000 }),
    );
  });

  it('is none when another connection counts now', () => {
    expect(measure(before, second({ received: 3 }), false)).toBeUndefined();
  });
});
