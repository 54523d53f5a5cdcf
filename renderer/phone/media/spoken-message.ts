/** A message on its way into a call. */
export interface SpokenMessage {
  /** Goes out in place of the microphone. */
  readonly voice: MediaStream;
  /** Resolves with true at its end, with false when it was stopped before. */
  readonly over: Promise<boolean>;
  stop(): void;
}

/** The last word is still in the buffers of both ends when the file is over, seconds. */
const TAIL = 0.4;

/**
 * Begins to speak a message.
 * @param bytes a whole file of sound; anything that the browser can decode
 */
export async function speakMessage(context: AudioContext, bytes: Uint8Array): Promise<SpokenMessage> {
  // A call that began before any gesture has a context that sleeps.
  void context.resume().catch(() => {});
  // A copy: decoding takes the buffer away from whoever gave it.
  const sound = await context.decodeAudioData(new Uint8Array(bytes).buffer);
  const source = context.createBufferSource();
  const destination = context.createMediaStreamDestination();
  destination.channelCount = 1;
  source.buffer = sound;
  source.connect(destination);
  // Measured in the context's own time, so that a context that stalls does not cut the end off.
  const clock = context.createConstantSource();
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  clock.onended = () => resolve(true);
  source.start();
  clock.start();
  clock.stop(context.currentTime + sound.duration + TAIL);
  return {
    voice: destination.stream,
    over: over.finally(() => {
      source.disconnect();
      for (const track of destination.stream.getTracks()) track.stop();
    }),
    stop() {
      resolve(false);
      source.stop();
    },
  };
}
