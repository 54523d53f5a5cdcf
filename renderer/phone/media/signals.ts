import type { SharedAudio } from './audio-context.ts';
import { SIGNALS, type SignalName, samplesOf } from './ringtone.ts';
import { createSink, type Sink } from './sinks.ts';

/** What sounds now, and where. */
export interface Sounding {
  readonly signal: SignalName;
  /** Ids of the devices; empty: the system's choice. Each is rung once. */
  readonly deviceIds: readonly string[];
  /** 0..1 */
  readonly volume: number;
}

export interface SignalPlayer {
  /** Makes exactly this sound, from its beginning if it is another signal than now; undefined: silence. */
  play(sounding: Sounding | undefined): void;
}

/** Plays synthesised signals on any number of devices at once: one source, one element per device. */
export function createSignalPlayer(audio: SharedAudio): SignalPlayer {
  const buffers = new Map<SignalName, AudioBuffer>();
  const sinks = new Map<string, Sink>();
  const needAudio = audio.user();
  let present: { signal: SignalName; source: AudioBufferSourceNode; stream: MediaStream } | undefined;

  function bufferOf(signal: SignalName): AudioBuffer {
    const ready = buffers.get(signal);
    if (ready) return ready;
    const samples = samplesOf(SIGNALS[signal], audio.context.sampleRate);
    const buffer = audio.context.createBuffer(1, samples.length, audio.context.sampleRate);
    buffer.copyToChannel(samples, 0);
    buffers.set(signal, buffer);
    return buffer;
  }

  function start(signal: SignalName): NonNullable<typeof present> {
    const source = audio.context.createBufferSource();
    const destination = audio.context.createMediaStreamDestination();
    source.buffer = bufferOf(signal);
    source.loop = true;
    source.connect(destination);
    source.start();
    return { signal, source, stream: destination.stream };
  }

  function silence(): void {
    present?.source.stop();
    present?.source.disconnect();
    present = undefined;
    for (const sink of sinks.values()) sink.stop();
    sinks.clear();
  }

  return {
    play(sounding) {
      needAudio(sounding !== undefined);
      if (sounding === undefined) {
        silence();
        return;
      }
      if (present?.signal !== sounding.signal) {
        silence();
        present = start(sounding.signal);
      }
      const wanted = new Set(sounding.deviceIds.length > 0 ? sounding.deviceIds : ['']);
      for (const [id, sink] of sinks) {
        if (wanted.has(id)) continue;
        sink.stop();
        sinks.delete(id);
      }
      for (const id of wanted) {
        const sink = sinks.get(id) ?? createSink(audio, present.stream, id === '' ? undefined : id);
        sink.volume(sounding.volume);
        sinks.set(id, sink);
      }
    },
  };
}
