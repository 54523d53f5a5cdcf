import { decodeSample, encodeSample } from './pcmu.ts';

/** µ-law byte of every linear sample of 12 bits: the search of `encodeSample` is too slow for a clip of seconds. */
let table: Uint8Array | undefined;
const BITS = 12;

/**
 * The same words in another voice: read faster or slower, as a tape is.
 * @param pitch 2 is an octave higher and half as long
 */
export function pitched(clip: Buffer, pitch: number): Buffer {
  if (pitch === 1) return clip;
  table ??= Uint8Array.from({ length: 2 ** BITS }, (_, index) => encodeSample(index / 2 ** (BITS - 1) - 1));
  const bytes = table;
  return Buffer.from(
    Array.from({ length: Math.floor((clip.length - 1) / pitch) }, (_, index) => {
      const at = index * pitch;
      const [left, right] = [
        decodeSample(clip[Math.floor(at)] ?? 0xff),
        decodeSample(clip[Math.floor(at) + 1] ?? 0xff),
      ];
      const sample = left + (right - left) * (at % 1);
      return bytes[Math.min(2 ** BITS - 1, Math.round((sample + 1) * 2 ** (BITS - 1)))] ?? 0xff;
    }),
  );
}
