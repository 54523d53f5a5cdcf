import { useMemo } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Sound } from '../../ui/player/use-wave.ts';
import { useCore } from './core.tsx';

/** The contract's largest slice. */
const SLICE = 1_048_576;

/** The whole file, slice by slice. It came from the core over the channel, so the page needs no address to fetch. */
export async function loadRecording(core: CoreClient, recordingId: string): Promise<Sound> {
  const { mime, silences, levels, durationMs } = await core.request('recordings.get', { recordingId });
  const slices: ArrayBuffer[] = [];
  let offset = 0;
  for (;;) {
    const { bytes, total } = await core.request('recordings.read', { recordingId, offset, length: SLICE });
    if (bytes.length > 0) slices.push(new Uint8Array(bytes).buffer);
    offset += bytes.length;
    if (bytes.length === 0 || offset >= total) break;
  }
  if (offset === 0) throw new Failure('recordingMissing');
  return { file: new Blob(slices, { type: mime }), silences, levels, durationMs };
}

/** For a player: loads when it is first opened. Undefined when there is nothing to load. */
export function useLoadRecording(recordingId: string | undefined): (() => Promise<Sound>) | undefined {
  const core = useCore();
  return useMemo(
    () => (recordingId === undefined ? undefined : () => loadRecording(core, recordingId)),
    [core, recordingId],
  );
}
