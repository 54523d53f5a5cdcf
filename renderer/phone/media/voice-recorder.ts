/** A recording that is kept in memory: for something short. */
export interface VoiceRecorder {
  /** The whole file. */
  stop(): Promise<Uint8Array>;
}

export function recordVoice(stream: MediaStream): VoiceRecorder {
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 64_000 });
  const parts: Blob[] = [];
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  recorder.ondataavailable = ({ data }) => void parts.push(data);
  recorder.onstop = () => resolve();
  recorder.start();
  return {
    async stop() {
      // A microphone that was pulled out has ended it already.
      if (recorder.state !== 'inactive') recorder.stop();
      await stopped;
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    },
  };
}
