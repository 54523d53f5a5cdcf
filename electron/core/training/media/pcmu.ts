/** G.711 µ-law (RFC 3551 §4.5.14): one byte a sample, 8000 samples a second, sent in frames of 20 ms. */
export const SAMPLE_RATE = 8000;
export const FRAME_MS = 20;
export const FRAME_BYTES = (SAMPLE_RATE * FRAME_MS) / 1000;

/** µ-law byte of a zero sample. */
export const SILENCE = 0xff;
export const SILENT_FRAME: Buffer = Buffer.alloc(FRAME_BYTES, SILENCE);

const BIAS = 0x84;

/** Linear 16-bit value of every µ-law byte (ITU-T G.711 table 2a). */
const LINEAR: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
});

/** Sample as a fraction of full scale, -1…1. */
export const decodeSample = (byte: number): number => (LINEAR[byte & 0xff] ?? 0) / 32768;

/** µ-law byte nearest to a sample of -1…1: the inverse of {@link decodeSample}, found by search in its table. */
export function encodeSample(sample: number): number {
  const wanted = sample * 32768;
  let best = SILENCE;
  for (let byte = 0; byte < 256; byte += 1) {
    if (Math.abs((LINEAR[byte] ?? 0) - wanted) < Math.abs((LINEAR[best] ?? 0) - wanted)) best = byte;
  }
  return best;
}

export interface Level {
  /** Root mean square of all samples, 0…1 of full scale. */
  readonly rms: number;
  /** Largest absolute sample, 0…1 of full scale. */
  readonly peak: number;
  /** RMS of each finished second, oldest first; at most the last {@link KEPT_SECONDS}. */
  readonly perSecond: readonly number[];
}

/** An hour: enough for any exercise, and a bound on memory. */
const KEPT_SECONDS = 3600;

/** Measures how loud a µ-law stream is, as a whole and second by second. */
export class LevelMeter {
  #samples = 0;
  #energy = 0;
  #peak = 0;
  #windowSamples = 0;
  #windowEnergy = 0;
  readonly #perSecond: number[] = [];

  add(payload: Uint8Array): void {
    for (const byte of payload) {
      const sample = decodeSample(byte);
      this.#windowEnergy += sample * sample;
      this.#windowSamples += 1;
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      if (this.#windowSamples === SAMPLE_RATE) this.#closeSecond();
    }
  }

  level(): Level {
    const samples = this.#samples + this.#windowSamples;
    const energy = this.#energy + this.#windowEnergy;
    return {
      rms: rounded(rootMean(energy, samples)),
      peak: rounded(this.#peak),
      perSecond: [...this.#perSecond],
    };
  }

  #closeSecond(): void {
    this.#perSecond.push(rounded(rootMean(this.#windowEnergy, this.#windowSamples)));
    if (this.#perSecond.length > KEPT_SECONDS) this.#perSecond.shift();
    this.#samples += this.#windowSamples;
    this.#energy += this.#windowEnergy;
    this.#windowSamples = 0;
    this.#windowEnergy = 0;
  }
}

const rootMean = (energy: number, samples: number): number =>
  samples === 0 ? 0 : Math.sqrt(energy / samples);
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
