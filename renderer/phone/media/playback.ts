import type { SharedAudio } from './audio-context.ts';
import { createSink, type Sink } from './sinks.ts';

/** What the customers say, on the headset. Also what WebAudio needs: it hears a WebRTC track only while it is played. */
export interface Playback {
  play(callId: string, remote: MediaStream): void;
  stop(callId: string): void;
  chooseSpeaker(deviceId: string | undefined): void;
  dispose(): void;
}

export function createPlayback(audio: SharedAudio): Playback {
  const playing = new Map<string, { readonly stream: MediaStream; readonly sink: Sink }>();
  let speaker: string | undefined;

  function stop(callId: string): void {
    playing.get(callId)?.sink.stop();
    playing.delete(callId);
  }

  return {
    play(callId, stream) {
      if (playing.get(callId)?.stream === stream) return;
      stop(callId);
      playing.set(callId, { stream, sink: createSink(audio, stream, speaker) });
    },
    stop,
    chooseSpeaker(deviceId) {
      speaker = deviceId;
      for (const { sink } of playing.values()) sink.use(deviceId);
    },
    dispose() {
      for (const callId of [...playing.keys()]) stop(callId);
    },
  };
}
