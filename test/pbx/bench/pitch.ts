/**
 * How loud one pitch is in a piece of sound: the amplitude of a sine of that frequency, 0…1 of full scale (Goertzel's
 * algorithm, under a Hann window so that other pitches 40 Hz away do not leak in from 100 ms of sound on).
 */
export function amplitudeAt(samples: Float32Array, sampleRate: number, hertz: number): number {
  const count = samples.length;
  if (count === 0) return 0;
  const turn = (2 * Math.PI * hertz) / sampleRate;
  const coefficient = 2 * Math.cos(turn);
  let before = 0;
  let last = 0;
  let weights = 0;
  for (let index = 0; index < count; index += 1) {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / count);
    weights += weight;
    const next = weight * (samples[index] ?? 0) + coefficient * last - before;
    before = last;
    last = next;
  }
  const power = last * last + before * before - coefficient * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / weights;
}

/** Root mean square, 0…1 of full scale. */
export function loudness(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(energy / samples.length);
}
