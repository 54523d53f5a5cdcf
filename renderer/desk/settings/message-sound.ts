// Any sound that the browser can play, in the form in which the message to answering machines is kept.
import { encodeWav, MAX_MESSAGE_MS, MESSAGE_RATE } from '../../../shared/domain/machine-message/wav.ts';

export type Refusal = 'unreadable' | 'tooLong' | 'silent';
export type Sound =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly durationMs: number }
  | { readonly refused: Refusal };

/** Larger than two minutes of any usual form, uncompressed stereo included. */
const MAX_FILE_BYTES = 60_000_000;
/** A voice is brought to this peak, as loud as the others on the line. */
const PEAK = 0.7;
/** Quieter than this all through: a microphone that was off. */
const SILENT_PEAK = 0.01;

/** @param bytes a whole file, of which the form does not matter */
export async function messageSound(bytes: Uint8Array): Promise<Sound> {
  if (bytes.length > MAX_FILE_BYTES) return { refused: 'tooLong' };
  let decoded: AudioBuffer;
  try {
    decoded = await new OfflineAudioContext(1, 1, MESSAGE_RATE).decodeAudioData(new Uint8Array(bytes).buffer);
  } catch {
    return { refused: 'unreadable' };
  }
  const durationMs = decoded.duration * 1000;
  if (durationMs > MAX_MESSAGE_MS) return { refused: 'tooLong' };
  const samples = (await asOneChannel(decoded)).getChannelData(0);
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (peak < SILENT_PEAK) return { refused: 'silent' };
  return { bytes: encodeWav(samples.map((sample) => (sample * PEAK) / peak)), durationMs };
}

/** The context mixes the channels and brings them to its own rate. */
function asOneChannel(sound: AudioBuffer): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, Math.ceil(sound.duration * MESSAGE_RATE), MESSAGE_RATE);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  source.start();
  return context.startRendering();
}
