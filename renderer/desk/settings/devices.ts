// Audio devices as choices. Pure.
import type { AudioDevice, AudioSettings } from '../../../shared/contract/phone.ts';

export interface DeviceOption {
  /** '' is the system's default. */
  readonly value: string;
  readonly label: string;
}

export interface DeviceWords {
  readonly systemDefault: string;
  /** For a device whose name the browser hides until the microphone is allowed. */
  readonly unnamed: (number: number) => string;
  readonly gone: string;
}

/** Chromium's own aliases of the default; our '' says the same and in the person's language. */
const ALIASES = new Set(['default', 'communications']);

/** The devices of a kind, and the chosen ones also while they are not plugged in, so that a choice is never lost. */
export function deviceOptions(
  devices: readonly AudioDevice[],
  kind: AudioDevice['kind'],
  chosen: readonly string[],
  words: DeviceWords,
): DeviceOption[] {
  const present = devices
    .filter((device) => device.kind === kind && device.id !== '' && !ALIASES.has(device.id))
    .map((device, index) => ({ value: device.id, label: device.label || words.unnamed(index + 1) }));
  const gone = chosen
    .filter((id) => id !== '' && !present.some((option) => option.value === id))
    .map((value) => ({ value, label: words.gone }));
  return [...present, ...gone];
}

/** Chooses a device; '' gives it back to the system. */
export function withDevice(
  audio: AudioSettings,
  field: 'microphoneId' | 'speakerId',
  id: string,
): AudioSettings {
  const { [field]: _, ...rest } = audio;
  return id === '' ? rest : { ...rest, [field]: id };
}
