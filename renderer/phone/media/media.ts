import { AudioSettings, type PhoneAccount } from '../../../shared/contract/phone.ts';
import { type LoopResult, loopMedia } from '../diagnostics/media-loop.ts';
import { playTone, type Tone } from '../diagnostics/test-tone.ts';
import { createSharedAudio, type SharedAudio } from './audio-context.ts';
import { type DeviceList, watchDevices } from './devices.ts';
import { createLevelMeter, type LevelMeter } from './level-meter.ts';
import { createMicrophone, type MicrophoneManager, type MicrophoneOptions } from './microphone.ts';
import { createPlayback, type Playback } from './playback.ts';
import { type Announced, recordingTone } from './recording-tone.ts';
import { createSignalPlayer, type SignalPlayer } from './signals.ts';
import { type SpokenMessage, speakMessage } from './spoken-message.ts';
import { recordVoice, type VoiceRecorder } from './voice-recorder.ts';

/** Everything that the phone needs of the browser's sound, in one place, so that tests can give another one. */
export interface PhoneMedia {
  readonly audio: SharedAudio;
  readonly playback: Playback;
  readonly signals: SignalPlayer;
  microphone(options: Omit<MicrophoneOptions, 'getUserMedia'>): MicrophoneManager;
  watchDevices(tell: (list: DeviceList) => void): { refresh(): void; stop(): void };
  levelMeter(tell: (level: { microphone: number; remote: number }) => void): LevelMeter;
  playTone(tone: Tone, signal: AbortSignal): Promise<void>;
  loopMedia(iceServers: PhoneAccount['iceServers'], signal: AbortSignal): Promise<LoopResult>;
  /** Begins to speak a file of sound. */
  speak(bytes: Uint8Array): Promise<SpokenMessage>;
  /** One tone over a voice. */
  recordingTone(voice: MediaStream | undefined): Announced;
  /** Begins to record a voice by itself. */
  recordVoice(stream: MediaStream): VoiceRecorder;
  dispose(): void;
}

export function createBrowserMedia(): PhoneMedia {
  const audio = createSharedAudio();
  const playback = createPlayback(audio);
  const signals = createSignalPlayer(audio);
  return {
    audio,
    playback,
    signals,
    microphone: (options) =>
      createMicrophone(
        {
          ...options,
          // `mediaDevices` is missing where the page is not secure; that is a refusal too.
          getUserMedia: async (constraints) => navigator.mediaDevices.getUserMedia(constraints),
        },
        AudioSettings.parse({}),
      ),
    watchDevices,
    levelMeter(tell) {
      const meter = createLevelMeter(audio, tell);
      const needAudio = audio.user();
      return {
        listen(streams) {
          needAudio(Boolean(streams.local ?? streams.remote));
          meter.listen(streams);
        },
        stop() {
          needAudio(false);
          meter.stop();
        },
      };
    },
    playTone: (tone, signal) => awake(audio, () => playTone(audio.context, tone, signal)),
    loopMedia: (iceServers, signal) => awake(audio, () => loopMedia(audio.context, iceServers, signal)),
    recordVoice,
    speak: (bytes) => speakMessage(audio.context, bytes),
    recordingTone: (voice) => recordingTone(audio.context, voice),
    dispose() {
      signals.play(undefined);
      playback.dispose();
      audio.dispose();
    },
  };
}

/** Keeps the sound awake until this is over. */
async function awake<T>(audio: SharedAudio, work: () => Promise<T>): Promise<T> {
  const needAudio = audio.user();
  needAudio(true);
  try {
    return await work();
  } finally {
    needAudio(false);
  }
}
