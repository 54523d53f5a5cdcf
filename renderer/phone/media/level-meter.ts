import type { SharedAudio } from './audio-context.ts';

/** Ten times a second: the eye sees no more. */
const EVERY = 100;

/** Root mean square of samples between -1 and 1. */
export function rms(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

export interface LevelMeter {
  /** Measures these streams from now on; a missing one has the level 0. */
  listen(streams: {
    readonly local?: MediaStream | undefined;
    readonly remote?: MediaStream | undefined;
  }): void;
  stop(): void;
}

/** Tells how loud both sides are, 0..1, while it listens. */
export function createLevelMeter(
  audio: Pick<SharedAudio, 'context'>,
  tell: (level: { microphone: number; remote: number }) => void,
): LevelMeter {
  let microphone: Probe | undefined;
  let remote: Probe | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;

  function swap(present: Probe | undefined, stream: MediaStream | undefined): Probe | undefined {
    if (present?.stream === stream) return present;
    present?.stop();
    return stream && probe(audio.context, stream);
  }

  function listen(streams: Parameters<LevelMeter['listen']>[0]): void {
    microphone = swap(microphone, streams.local);
    remote = swap(remote, streams.remote);
    if (microphone === undefined && remote === undefined) {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      // Whoever shows a level would otherwise go on showing the last one.
      tell({ microphone: 0, remote: 0 });
    } else {
      timer ??= setInterval(
        () => tell({ microphone: microphone?.level() ?? 0, remote: remote?.level() ?? 0 }),
        EVERY,
      );
    }
  }

  return { listen, stop: () => listen({}) };
}

type Probe = ReturnType<typeof probe>;

function probe(context: AudioContext, stream: MediaStream) {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    stream,
    level(): number {
      analyser.getFloatTimeDomainData(samples);
      return Math.min(1, rms(samples));
    },
    stop: () => source.disconnect(),
  };
}
