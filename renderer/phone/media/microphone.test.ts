import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AudioSettings } from '../../../shared/contract/phone.ts';
import { audioDevices, microphoneState } from './devices.ts';
import { createMicrophone, microphoneFailure } from './microphone.ts';

class FakeTrack extends EventTarget {
  static live = 0;
  readyState: 'live' | 'ended' = 'live';
  readonly device: string;
  constructor(device: string) {
    super();
    this.device = device;
    FakeTrack.live += 1;
  }
  clone(): FakeTrack {
    return new FakeTrack(this.device);
  }
  stop(): void {
    if (this.readyState === 'live') FakeTrack.live -= 1;
    this.readyState = 'ended';
  }
  getSettings() {
    return { deviceId: this.device };
  }
}
class FakeStream {
  readonly tracks: FakeTrack[];
  constructor(tracks: FakeTrack[]) {
    this.tracks = tracks;
  }
  getAudioTracks(): FakeTrack[] {
    return this.tracks;
  }
  getTracks(): FakeTrack[] {
    return this.tracks;
  }
}

const settings = (some: Partial<AudioSettings> = {}) => AudioSettings.parse(some);

function bench() {
  const opened: FakeStream[] = [];
  const getUserMedia = vi.fn(async ({ audio }: MediaStreamConstraints) => {
    const wanted = (audio as { deviceId?: { ideal: string } }).deviceId?.ideal ?? 'default';
    const stream = new FakeStream([new FakeTrack(wanted)]);
    opened.push(stream);
    return stream as unknown as MediaStream;
  });
  const onProblem = vi.fn();
  const microphone = createMicrophone({ getUserMedia, onProblem }, settings());
  return { microphone, getUserMedia, opened, onProblem };
}
const deviceOf = (stream: MediaStream) => (stream as unknown as FakeStream).tracks[0]?.device;

beforeEach(() => {
  FakeTrack.live = 0;
  vi.stubGlobal('MediaStream', FakeStream);
});
afterEach(() => void vi.unstubAllGlobals());

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the microphone', () => {
  it('is opened once for several calls and closed after the last', async () => {
    const { microphone, getUserMedia } = bench();
    const [first, second] = await Promise.all([
      microphone.acquire('a', () => {}),
      microphone.acquire('b', () => {}),
    ]);
    expect(getUserMedia).toHaveBeenCalledOnce();
    expect(first).not.toBe(second);
    microphone.release('a');
    await settle();
    expect(FakeTrack.live).toBe(2);
    microphone.release('b');
    await settle();
    expect(FakeTrack.live).toBe(0);
  });

  it('is closed when the call ended while it was being opened', async () => {
    const { microphone } = bench();
    const opening = microphone.acquire('a', () => {});
    microphone.release('a');
    await opening;
    await settle();
    expect(FakeTrack.live).toBe(0);
  });

  it('tells refused from missing, and can be asked again', async () => {
    const { microphone, getUserMedia } = bench();
    getUserMedia.mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
    await expect(microphone.acquire('a', () => {})).rejects.toMatchObject({ code: 'microphoneRefused' });
    getUserMedia.mockRejectedValueOnce(new DOMException('no', 'NotFoundError'));
    await expect(microphone.acquire('a', () => {})).rejects.toMatchObject({ code: 'microphoneMissing' });
    await expect(microphone.acquire('a', () => {})).resolves.toBeDefined();
    expect(microphoneFailure('junk').code).toBe('microphoneRefused');
  });

  it('changes over to another device in the middle of a call', async () => {
    const { microphone } = bench();
    const replaced = vi.fn();
    await microphone.acquire('a', replaced);
    microphone.configure(settings({ microphoneId: 'headset', ringVolume: 0.1 }));
    await settle();
    expect(replaced).toHaveBeenCalledOnce();
    expect(deviceOf(replaced.mock.calls[0]?.[0])).toBe('headset');
    expect(FakeTrack.live).toBe(2);
    microphone.configure(settings({ microphoneId: 'headset', ringVolume: 0.9 }));
    await settle();
    expect(replaced).toHaveBeenCalledOnce();
    microphone.release('a');
    await settle();
    expect(FakeTrack.live).toBe(0);
  });

  it('takes another one when its own is pulled out', async () => {
    const { microphone, opened } = bench();
    const replaced = vi.fn();
    await microphone.acquire('a', replaced);
    opened[0]?.tracks[0]?.dispatchEvent(new Event('ended'));
    await settle();
    expect(replaced).toHaveBeenCalledOnce();
  });

  it('says so when it could not change over', async () => {
    const { microphone, getUserMedia, onProblem } = bench();
    await microphone.acquire('a', () => {});
    getUserMedia.mockRejectedValueOnce(new DOMException('gone', 'NotFoundError'));
    microphone.configure(settings({ microphoneId: 'x' }));
    await settle();
    expect(onProblem.mock.calls[0]?.[0]).toMatchObject({ code: 'microphoneMissing' });
  });
});

describe('the list of devices', () => {
  const info = (kind: MediaDeviceKind, deviceId: string, label = '') =>
    ({ kind, deviceId, label }) as MediaDeviceInfo;

  it('holds inputs and outputs with an id, each once', () => {
    expect(
      audioDevices([
        info('audioinput', 'a', 'Headset'),
        info('audioinput', 'a', 'Headset'),
        info('audiooutput', 'a', 'x'.repeat(400)),
        info('videoinput', 'v'),
        info('audioinput', ''),
      ]),
    ).toEqual([
      { id: 'a', label: 'Headset', kind: 'microphone' },
      { id: 'a', label: 'x'.repeat(256), kind: 'speaker' },
    ]);
  });

  it('tells denied, missing, and not yet asked', () => {
    const input = info('audioinput', '');
    expect(microphoneState('denied', [input])).toBe('denied');
    expect(microphoneState('granted', [])).toBe('missing');
    expect(microphoneState('prompt', [input])).toBe('prompt');
  });
});
