/** One stretch of a signal: frequencies together (Hz), seconds of sound, seconds of silence after it. */
export interface Cadence {
  readonly frequencies: readonly number[];
  readonly parts: readonly { readonly on: number; readonly off: number }[];
  /** 0..1, of full scale. */
  readonly level: number;
}

export const SIGNALS = {
  /** A bell of two tones, twice, as desk phones ring: found in a loud hall, and no melody that one is tired of. */
  ring: {
    frequencies: [740, 988],
    parts: [
      { on: 0.4, off: 0.2 },
      { on: 0.4, off: 2.0 },
    ],
    level: 0.8,
  },
  /** Call waiting: a soft short tone in the headset (ITU-T E.180 §10: 425 Hz). */
  waiting: { frequencies: [425], parts: [{ on: 0.15, off: 4 }], level: 0.15 },
  /** What the caller hears while the other phone rings (ITU-T E.180 §6). */
  ringback: { frequencies: [425], parts: [{ on: 1, off: 4 }], level: 0.15 },
} as const satisfies Record<string, Cadence>;

export type SignalName = keyof typeof SIGNALS;

/** Seconds of one round of a signal. */
export const roundOf = ({ parts }: Cadence): number => parts.reduce((sum, { on, off }) => sum + on + off, 0);

/** Rise and fall of a tone: without them each begins and ends with a click. Seconds. */
const EDGE = 0.01;

/** Loudness of a signal at a time of its round, 0..1: pure, so that the buffer and the tests share it. */
export function envelope(cadence: Cadence, second: number): number {
  let start = 0;
  for (const { on, off } of cadence.parts) {
    const inside = second - start;
    if (inside >= 0 && inside < on) return Math.min(1, inside / EDGE, (on - inside) / EDGE);
    start += on + off;
  }
  return 0;
}

/** One round of a signal as samples between -1 and 1. */
export function samplesOf(cadence: Cadence, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(roundOf(cadence) * sampleRate));
  for (let index = 0; index < samples.length; index++) {
    const second = index / sampleRate;
    const loudness = envelope(cadence, second);
    if (loudness === 0) continue;
    const wave = cadence.frequencies.reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * second), 0);
    samples[index] = (cadence.level * loudness * wave) / cadence.frequencies.length;
  }
  return samples;
}
