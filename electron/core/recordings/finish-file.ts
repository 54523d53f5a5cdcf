import { createHash } from 'node:crypto';
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { sealingFailure, writeWhole } from './sound-file.ts';
import { readSpool } from './spool.ts';

export interface FinishedFile {
  readonly durationMs: number;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** No sound arrived before the end: there is nothing that could be played. */
export class EmptyRecording extends Error {}

/** Of whom the spool may be sealed by, and for whom the file is to be. */
export interface FinishKeys {
  readonly identities: readonly string[];
  /** Undefined: it is not to be sealed. */
  readonly recipients: readonly string[] | undefined;
}

/**
 * Makes the final WebM of a spool: the same Opus packets, with a duration and a seek index, which a live
 * MediaRecorder stream has not. The spool stays until the caller deletes it, and the file appears whole or not at
 * all (written aside, synced, renamed). It is made in the memory (two hours are 58 MB): nothing in clear comes to a disk
 * where recordings are sealed.
 *
 * @returns size and checksum of the sound, whether it is sealed or not
 * @throws EmptyRecording when the spool holds no packet of sound; Failure `sealKeyLost`, `recordingDamaged`
 */
export async function finishFile(
  spoolPath: string,
  finalPath: string,
  { identities, recipients }: FinishKeys,
): Promise<FinishedFile> {
  const spooled = await readSpool(spoolPath, identities).catch(sealingFailure);
  const { durationMs, file } = await remux(spooled);
  await writeWhole(finalPath, file, recipients);
  return { durationMs, bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
}

async function remux(bytes: Buffer): Promise<{ durationMs: number; file: Uint8Array }> {
  if (bytes.length === 0) throw new EmptyRecording();
  using input = new Input({ formats: [WEBM], source: new BufferSource(bytes) });
  const track = await input.getPrimaryAudioTrack().catch(() => null);
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new EmptyRecording();
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(source);
  await output.start();
  let start: number | undefined;
  let end = 0;
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      // MediaRecorder's clock begins before its first packet; a recording begins at zero.
      start ??= packet.timestamp;
      const moved = packet.clone({ timestamp: packet.timestamp - start });
      await source.add(moved, { decoderConfig });
      end = Math.max(end, moved.timestamp + moved.duration);
    }
  } catch (error) {
    // The last cluster of an interrupted talk may be cut in a packet: what came before it is the recording.
    if (start === undefined) throw new EmptyRecording('no readable packet', { cause: error });
  }
  if (start === undefined) {
    await output.cancel();
    throw new EmptyRecording();
  }
  await output.finalize();
  if (!target.buffer) throw new Error('the file was not made');
  return { durationMs: Math.round(end * 1000), file: new Uint8Array(target.buffer) };
}
