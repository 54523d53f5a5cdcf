import { describe, expect, it } from 'vitest';
import type { AudioDevice } from '../../../shared/contract/phone.ts';
import { SETTINGS } from '../testing/sample.ts';
import { deviceOptions, withDevice } from './devices.ts';

const WORDS = { systemDefault: 'system', unnamed: (n: number) => `device ${n}`, gone: 'not plugged in' };
const DEVICES: AudioDevice[] = [
  { id: 'default', label: 'Default - Headset', kind: 'microphone' },
  { id: 'm1', label: 'Headset', kind: 'microphone' },
  { id: 'm2', label: '', kind: 'microphone' },
  { id: 's1', label: 'Speakers', kind: 'speaker' },
];

describe('deviceOptions', () => {
  it('lists the devices of a kind, without the aliases, and names the nameless', () => {
    expect(deviceOptions(DEVICES, 'microphone', [''], WORDS)).toEqual([
      { value: 'm1', label: 'Headset' },
      { value: 'm2', label: 'device 2' },
    ]);
  });

  it('keeps a chosen device that is not plugged in', () => {
    expect(deviceOptions(DEVICES, 'speaker', ['usb'], WORDS).at(-1)).toEqual({
      value: 'usb',
      label: 'not plugged in',
    });
  });
});

describe('withDevice', () => {
  it('gives a device back to the system by taking the choice away', () => {
    const chosen = withDevice(SETTINGS.audio, 'microphoneId', 'm1');
    expect(chosen.microphoneId).toBe('m1');
    expect(withDevice(chosen, 'microphoneId', '')).toEqual(SETTINGS.audio);
  });
});
