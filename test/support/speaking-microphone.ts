import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decodeSample, SAMPLE_RATE } from '../../electron/core/training/media/pcmu.ts';

const CLIP = resolve(import.meta.dirname, '../../electron/core/training/clips/en/details.ulaw');
const HEADER_BYTES = 44;

/**
 * A switch for Chromium whose microphone says a sentence again and again. The browser's own beep is what a noise
 * suppression is made to remove, so how much of it arrives is a matter of luck; a voice passes.
 */
export function speakingMicrophone(dir: string): string {
  const speech = readFileSync(CLIP);
  const wav = Buffer.alloc(HEADER_BYTES + speech.length * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // one channel
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(speech.length * 2, 40);
  speech.forEach((byte, n) => {
    wav.writeInt16LE(Math.round(decodeSample(byte) * 32767), HEADER_BYTES + n * 2);
  });
  const file = join(dir, 'microphone.wav');
  writeFileSync(file, wav);
  return `--use-file-for-fake-audio-capture=${file}`;
}
