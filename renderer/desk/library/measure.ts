import type { CoreClient } from '../../../shared/contract/client.ts';
import { createLevelMeter, type Levels } from '../../../shared/domain/recording/levels.ts';
import { asFailure } from '../state/use-ask.ts';

/** The contract's largest slice. */
const SLICE = 1_048_576;

/** This page has no decoder for it; another may have. */
export class CannotDecode extends Error {}

/**
 * How loud a recording is, decoded piece by piece by the browser: an hour needs no more memory than a minute.
 *
 * @throws CannotDecode, the signal's reason, or what is wrong with the file
 */
export async function measureSound(file: Blob, signal: AbortSignal): Promise<Levels | undefined> {
  // Loaded at the first use: the desk starts sooner without it.
  const { AudioSampleSink, BlobSource, Input, WEBM } = await import('mediabunny');
  if (typeof AudioDecoder === 'undefined') throw new CannotDecode();
  const input = new Input({ formats: [WEBM], source: new BlobSource(file) });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) return undefined;
    if (!(await track.canDecode())) throw new CannotDecode();
    let meter: ReturnType<typeof createLevelMeter> | undefined;
    for await (const sample of new AudioSampleSink(track).samples()) {
      try {
        signal.throwIfAborted();
        meter ??= createLevelMeter(sample.sampleRate);
        const side = (planeIndex: number) => {
          const samples = new Float32Array(sample.numberOfFrames);
          // One channel is the operator's: whoever recorded so did not keep the sides apart.
          if (planeIndex < sample.numberOfChannels)
            sample.copyTo(samples, { planeIndex, format: 'f32-planar' });
          return samples;
        };
        meter.add(side(0), side(1));
      } finally {
        sample.close();
      }
    }
    return meter?.levels();
  } finally {
    input.dispose();
  }
}

/** Measures the newest recording that nobody has measured. @returns how many are left after it */
export async function measureNext(core: CoreClient, signal: AbortSignal): Promise<number> {
  const { recordingId, left } = await core.request('library.unmeasured', {});
  if (recordingId === undefined) return 0;
  const levels = await measured(core, recordingId, signal);
  await core.request('library.measured', { recordingId, ...(levels ? { levels } : {}) });
  return left - 1;
}

async function measured(core: CoreClient, recordingId: string, signal: AbortSignal) {
  const parts: BlobPart[] = [];
  try {
    for (let offset = 0; ; ) {
      signal.throwIfAborted();
      const slice = await core.request('library.readUnmeasured', { recordingId, offset, length: SLICE });
      parts.push(new Uint8Array(slice.bytes));
      offset += slice.bytes.length;
      if (slice.bytes.length === 0 || offset >= slice.total) break;
    }
  } catch (error) {
    if (asFailure(error).code === 'recordingMissing') return undefined;
    throw error;
  }
  try {
    return await measureSound(new Blob(parts), signal);
  } catch (error) {
    if (signal.aborted || error instanceof CannotDecode) throw error;
    console.warn('a recording cannot be measured', error);
    return undefined;
  }
}
