/**
 * The form in which the message to answering machines is kept: WAV, 16 bit, one channel, 16 kHz. More than any telephone
 * carries (G.722 has 7 kHz), 32 kB a second, and decoded by everything.
 */
export const MESSAGE_RATE = 16_000;
/** Longer than any machine listens, and 3.84 MB. */
export const MAX_MESSAGE_MS = 120_000;

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;
const FULL_SCALE = 0x7fff;

export const MAX_MESSAGE_BYTES = HEADER_BYTES + (MAX_MESSAGE_MS / 1000) * MESSAGE_RATE * BYTES_PER_SAMPLE;

/** @param samples -1…1 at {@link MESSAGE_RATE}; what is louder is cut */
export function encodeWav(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const dataBytes = samples.length * BYTES_PER_SAMPLE;
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const view = new DataView(bytes.buffer);
  write(bytes, 0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  write(bytes, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, MESSAGE_RATE, true);
  view.setUint32(28, MESSAGE_RATE * BYTES_PER_SAMPLE, true);
  view.setUint16(32, BYTES_PER_SAMPLE, true);
  view.setUint16(34, BYTES_PER_SAMPLE * 8, true);
  write(bytes, 36, 'data');
  view.setUint32(40, dataBytes, true);
  samples.forEach((sample, index) => {
    const level = Math.round(Math.max(-1, Math.min(1, sample)) * FULL_SCALE);
    view.setInt16(HEADER_BYTES + index * BYTES_PER_SAMPLE, level, true);
  });
  return bytes;
}

/** How long it is, ms; undefined for anything but a whole file of {@link encodeWav} with some sound in it. */
export function wavDuration(bytes: Uint8Array): number | undefined {
  if (bytes.length <= HEADER_BYTES || bytes.length > MAX_MESSAGE_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataBytes = bytes.length - HEADER_BYTES;
  const whole =
    read(bytes, 0, 4) === 'RIFF' &&
    view.getUint32(4, true) === bytes.length - 8 &&
    read(bytes, 8, 8) === 'WAVEfmt ' &&
    view.getUint16(20, true) === 1 &&
    view.getUint16(22, true) === 1 &&
    view.getUint32(24, true) === MESSAGE_RATE &&
    view.getUint16(34, true) === BYTES_PER_SAMPLE * 8 &&
    read(bytes, 36, 4) === 'data' &&
    view.getUint32(40, true) === dataBytes &&
    dataBytes % BYTES_PER_SAMPLE === 0;
  return whole ? Math.round((dataBytes / BYTES_PER_SAMPLE / MESSAGE_RATE) * 1000) : undefined;
}

function write(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
}

const read = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
