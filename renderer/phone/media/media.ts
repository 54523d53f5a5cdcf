import { AudioSettings } from '../../../shared/contract/phone.ts';
import { createSharedAudio, type SharedAudio } from './audio-context.ts';
import { type DeviceList, watchDevices } from './devices.ts';
import { createLevelMeter, type LevelMeter } from './level-meter.ts';
import { createMicrophone, type MicrophoneManager, type MicrophoneOptions } from './microphone.ts';
import { createPlayback, type Playback } from './playback.ts';
import { createSignalPlayer, type SignalPlayer } from './signals.ts';

/** Everything that the phone needs of the browser's sound, in one place, so that tests can give another one. */
export interface PhoneMedia {
  readonly audio: SharedAudio;
  readonly playback: Playback;
  readonly signals: SignalPlayer;
  microphone(options: Omit<MicrophoneOptions, 'getUserMedia'>): MicrophoneManager;
  watchDevices(tell: (list: DeviceList) => void): { refresh(): void; stop(): void };
  levelMeter(tell: (level: { microphone: number; remote: number }) => void): LevelMeter;
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
    levelMeter: (tell) => createLevelMeter(audio.context, tell),
    dispose() {
      signals.play(undefined);
      playback.dispose();
      audio.dispose();
    },
  };
}
