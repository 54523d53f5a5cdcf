import type { CoreClient } from '../../../shared/contract/client.ts';
import type { CallStreams } from '../engine/port.ts';
import { Outbox } from './chunk-outbox.ts';
import { createStereoMix } from './stereo-mix.ts';

export const RECORDING_MIME = 'audio/webm;codecs=opus';

/**
 * Milliseconds of sound in a chunk. A word waits at most this long before it leaves for the disk; with 500 ms the
 * slowest words are there well under the goal of 1.5 s, at 20 writes of 4 kB in ten seconds.
 */
const TIMESLICE = 500;
/** Two voices apart from each other: below this Opus begins to share between the channels. */
const BITS_PER_SECOND = 64_000;
/** Two hours of sound may wait for a core that is away. */
const MAX_BYTES = 64 * 1024 * 1024;

export interface Recorder {
  readonly recordingId: string;
  /** The streams of the call changed. */
  use(streams: CallStreams): void;
  /** Silence in the place of what is said, for as long as it is true: times stay true. */
  leaveOut(on: boolean): void;
  /** No more sound; what is there is still brought to the core. Resolves when the last chunk was put in the outbox. */
  stop(): Promise<void>;
  /** The core is there (again) / away. */
  resume(): void;
  pause(): void;
  /** Chunks and closing words that the core has not acknowledged. */
  readonly pending: number;
}

export interface RecorderOptions {
  readonly core: Pick<CoreClient, 'request'>;
  readonly context: AudioContext;
  readonly callId: string;
  readonly recordingId: string;
  readonly streams: CallStreams;
  /** It begins with what is left out. */
  readonly paused: boolean;
  readonly onProblem: (message: string, cause?: unknown) => void;
}

/** Records one call and hands it to the core chunk by chunk. Hold and mute are silence, so that times stay true. */
export function startRecorder(options: RecorderOptions): Recorder {
  const { core, callId, recordingId, onProblem } = options;
  const outbox = new Outbox({
    maxBytes: MAX_BYTES,
    onFull: () => onProblem('the core is away for too long: what is said now is not recorded'),
    onRefused: (error) => onProblem('the core refused a part of a recording', error),
  });
  const mix = createStereoMix(options.context);
  let { streams, paused } = options;
  const mixNow = () => mix.use(paused ? {} : streams);
  mixNow();
  const media = new MediaRecorder(mix.stream, {
    mimeType: RECORDING_MIME,
    audioBitsPerSecond: BITS_PER_SECOND,
  });
  let chunks = 0;
  /** `arrayBuffer` of a blob is asynchronous; the chain keeps the order. */
  let reading = Promise.resolve();

  const startedAt = Date.now();
  outbox.put({
    size: 0,
    send: () => core.request('recordings.begin', { recordingId, callId, mime: RECORDING_MIME, startedAt }),
  });

  media.ondataavailable = ({ data }) => {
    if (data.size === 0) return;
    reading = reading
      .then(async () => {
        const bytes = new Uint8Array(await data.arrayBuffer());
        const seq = chunks;
        const send = () => core.request('recordings.append', { recordingId, seq, bytes });
        if (outbox.put({ size: bytes.byteLength, send })) chunks += 1;
      })
      .catch((error) => onProblem('a chunk of a recording could not be read', error));
  };
  media.onerror = (event) => onProblem('the recorder failed', event);
  media.start(TIMESLICE);

  async function stop(): Promise<void> {
    if (media.state === 'inactive') return;
    await new Promise<void>((resolve) => {
      media.onstop = () => resolve();
      media.stop();
    });
    mix.stop();
    await reading;
    outbox.put({ size: 0, send: () => core.request('recordings.finish', { recordingId, chunks }) });
  }

  return {
    recordingId,
    use(next) {
      streams = next;
      mixNow();
    },
    leaveOut(on) {
      paused = on;
      mixNow();
    },
    stop,
    resume: () => outbox.resume(),
    pause: () => outbox.pause(),
    get pending() {
      return outbox.pending;
    },
  };
}
