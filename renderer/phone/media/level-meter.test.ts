import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLevelMeter } from './level-meter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A context in which everything sounds at half of full scale. */
const loud = {
  createMediaStreamSource: () => ({ connect() {}, disconnect() {} }),
  createAnalyser: () => ({
    fftSize: 0,
    getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.5),
  }),
} as unknown as AudioContext;
const stream = {} as MediaStream;

it('tells ten times a second, and a last time that it has become silent', () => {
  const told: Array<{ microphone: number; remote: number }> = [];
  const meter = createLevelMeter({ context: loud }, (level) => told.push(level));
  meter.listen({});
  expect(told).toEqual([]);
  meter.listen({ local: stream });
  vi.advanceTimersByTime(250);
  expect(told).toEqual([
    { microphone: 0.5, remote: 0 },
    { microphone: 0.5, remote: 0 },
  ]);
  meter.listen({});
  meter.stop();
  vi.advanceTimersByTime(1_000);
  expect(told.slice(2)).toEqual([{ microphone: 0, remote: 0 }]);
});
