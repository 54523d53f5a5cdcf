import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import type { CallView } from '../../shared/contract/calls.ts';
import { readRecording } from './read-calls.ts';

export interface Playable {
  /** Measured from the packets, not read from the header. */
  readonly durationMs: number;
  readonly channels: number;
  readonly sha256: string;
  readonly expectedSha256: string | undefined;
}

export function recordingFile(dataDir: string, recordingId: string): string {
  const dir = join(dataDir, 'recordings');
  const name = readdirSync(dir, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(`${recordingId}.webm`),
  );
  if (!name) throw new Error(`there is no file of recording ${recordingId}`);
  return join(dir, name);
}

/** Reads the recording of a call as a player would, packet by packet. @throws Error when it cannot be played */
export async function playable(dataDir: string, call: CallView): Promise<Playable> {
  if (!call.recording) throw new Error(`call ${call.id} has no recording`);
  const data = readFileSync(recordingFile(dataDir, call.recording.id));
  using input = new Input({ formats: [WEBM], source: new BufferSource(data) });
  const track = await input.getPrimaryAudioTrack();
  if (!track) throw new Error('the recording has no sound');
  let end = 0;
  for await (const packet of new EncodedPacketSink(track).packets())
    end = Math.max(end, packet.timestamp + packet.duration);
  return {
    durationMs: end * 1000,
    channels: track.numberOfChannels,
    sha256: createHash('sha256').update(data).digest('hex'),
    expectedSha256: readRecording(dataDir, call.recording.id)?.sha256,
  };
}
