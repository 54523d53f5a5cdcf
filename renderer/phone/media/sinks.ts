import type { SharedAudio } from './audio-context.ts';

/** The system's own choice of a device, in every list of devices of a browser. */
export const DEFAULT_DEVICE = 'default';

/** An element that plays a stream on one device. */
export interface Sink {
  volume(value: number): void;
  /** Another device; one that is gone falls back to the system's choice. */
  use(deviceId: string | undefined): void;
  stop(): void;
}

export function createSink(audio: SharedAudio, stream: MediaStream, deviceId: string | undefined): Sink {
  const element = new Audio();
  element.srcObject = stream;

  const use = (id: string | undefined) => {
    // '' is the system's choice (Audio Output Devices API §2).
    const target = id === undefined || id === DEFAULT_DEVICE ? '' : id;
    if (target === element.sinkId) return;
    element.setSinkId(target).catch(() => element.setSinkId('').catch(() => {}));
  };
  use(deviceId);
  audio.play(element);

  return {
    volume(value) {
      element.volume = value;
    },
    use,
    stop() {
      element.pause();
      element.srcObject = null;
    },
  };
}
