import type { SpokenMessage } from './spoken-message.ts';

/** What is said or sounded into a call, and by itself, for whoever shall hear it without the voice under it. */
export interface Announced extends SpokenMessage {
  readonly alone: MediaStream;
}

/** A fifth of a second of 1400 Hz tells that a call is recorded (47 CFR § 64.501, and other countries after it). */
export const RECORDING_TONE_HZ = 1_400;
const LENGTH = 0.2;
/** Of full scale: heard beside a voice, and not over it. */
const LEVEL = 0.25;
/** The track of a call is exchanged in some hundredths of a second; seconds. */
const LEAD = 0.15;
const TAIL = 0.1;
/** Without it each tone begins and ends with a click. */
const EDGE = 0.01;

/** One tone over the operator's voice, which goes on under it. */
export function recordingTone(context: AudioContext, voice: MediaStream | undefined): Announced {
  void context.resume().catch(() => {});
  const sent = context.createMediaStreamDestination();
  const alone = context.createMediaStreamDestination();
  sent.channelCount = 1;
  alone.channelCount = 1;
  const under =
    voice && voice.getAudioTracks().length > 0 ? context.createMediaStreamSource(voice) : undefined;
  under?.connect(sent);
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = RECORDING_TONE_HZ;
  tone.connect(gain);
  for (const destination of [sent, alone]) gain.connect(destination);
  const from = context.currentTime + LEAD;
  gain.gain.setValueAtTime(0, context.currentTime);
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(LEVEL, from + EDGE);
  gain.gain.setValueAtTime(LEVEL, from + LENGTH - EDGE);
  gain.gain.linearRampToValueAtTime(0, from + LENGTH);
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  tone.onended = () => resolve(true);
  tone.start();
  tone.stop(from + LENGTH + TAIL);
  return {
    voice: sent.stream,
    alone: alone.stream,
    over: over.finally(() => {
      under?.disconnect();
      gain.disconnect();
      for (const { stream } of [sent, alone]) for (const track of stream.getTracks()) track.stop();
    }),
    stop() {
      resolve(false);
      tone.stop();
    },
  };
}
