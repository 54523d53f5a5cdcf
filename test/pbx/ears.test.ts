import { describe, expect, it } from 'vitest';
import { hears, hearsSilence } from './bench/hears.ts';
import { amplitudeAt, loudness } from './bench/pitch.ts';
import type { Ear } from './town/sound.ts';

const RATE = 8_000;

/** A quarter of a second of these pitches together, each at 0.3: what the ears of the matrix listen to. */
const sound = (...pitches: readonly number[]): Float32Array =>
  Float32Array.from({ length: RATE / 4 }, (_, index) =>
    pitches.reduce((sum, pitch) => sum + 0.3 * Math.sin((2 * Math.PI * pitch * index) / RATE), 0),
  );

const earOn = (samples: Float32Array): Ear => ({
  heard: (pitches) => pitches.map((pitch) => amplitudeAt(samples, RATE, pitch)),
  loudness: () => loudness(samples),
});

describe('the ears of the matrix', () => {
  it('tell pitches 40 Hz apart from each other, alone and together', () => {
    expect(amplitudeAt(sound(440), RATE, 440)).toBeCloseTo(0.3, 2);
    expect(amplitudeAt(sound(440), RATE, 480)).toBeLessThan(0.003);
    expect(amplitudeAt(sound(440, 480), RATE, 480)).toBeCloseTo(0.3, 2);
    expect(amplitudeAt(new Float32Array(RATE / 4), RATE, 440)).toBe(0);
  });

  it('hear who is there', () =>
    hears('the test', earOn(sound(440, 620)), { of: [440, 620], without: [700] }));

  it('complain of who is missing, of who is there in spite of all, and of sound where none should be', async () => {
    await Promise.all([
      expect(hears('the test', earOn(sound(440)), { of: [440, 620] })).rejects.toThrow(
        'hears 440 Hz at 0.300, 620',
      ),
      expect(hears('the test', earOn(sound(440)), { without: [440] })).rejects.toThrow('hear nothing'),
      expect(hearsSilence('the test', earOn(sound(440)))).rejects.toThrow('silence'),
    ]);
  });
});
