import { createHash } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  BufferSource,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FilePathTarget,
  Input,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { readSpool } from './spool.ts';

export interface FinishedFile {
  readonly durationMs: number;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** No sound arrived before the end: there is nothing that could be played. */
export class EmptyRecording extends Error {}

/**
 * Makes the final WebM of a spool: the same Opus packets, with a duration and a seek index, which a live
 * MediaRecorder stream has not. The spool stays until the caller deletes it, and the file appears whole or not at
 * all (written aside, synced, renamed).
 *
 * @throws EmptyRecording when the spool holds no packet of sound.
 */
export async function finishFile(spoolPath: string, finalPath: string): Promise<FinishedFile> {
  const { bytes } = await readSpool(spoolPath);
  const aside = `${finalPath}.tmp`;
  await rm(aside, { force: true });
  const durationMs = await remux(bytes, aside);
  await sync(aside, 'r+');
  await rename(aside, finalPath);
  await sync(dirname(finalPath), 'r');
  return { durationMs, bytes: (await stat(finalPath)).size, sha256: await sha256(finalPath) };
}

async function remux(bytes: Buffer, target: string): Promise<number> {
  if (bytes.length === 0) throw new EmptyRecording();
  using input = new Input({ formats: [WEBM], source: new BufferSource(bytes) });
  const track = await input.getPrimaryAudioTrack().catch(() => null);
  const decoderConfig = await track?.getDecoderConfig();
  if (!track || !decoderConfig) throw new EmptyRecording();
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(target) });
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
  return Math.round(end * 1000);
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path);
  for await (const chunk of handle.createReadStream()) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
