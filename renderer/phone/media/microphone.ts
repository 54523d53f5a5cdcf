import { Failure } from '../../../shared/contract/failure.ts';
import type { AudioSettings } from '../../../shared/contract/phone.ts';
import type { Microphone } from '../engine/port.ts';

export interface MicrophoneManager extends Microphone {
  /** New settings; an open microphone changes over at once. */
  configure(settings: AudioSettings): void;
  /** Devices came or went: an open microphone whose device is gone, or whose chosen one is back, changes over. */
  devicesChanged(): void;
  dispose(): void;
}

export interface MicrophoneOptions {
  readonly getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
  /** It could not change over; calls go on with silence. */
  readonly onProblem: (failure: Failure) => void;
  /** It was opened, so that labels of devices can be read now. */
  readonly onOpened?: () => void;
}

/** Constraints for a voice. A chosen device that is gone must not prevent a call, so it is only preferred. */
export function voiceConstraints(settings: AudioSettings): MediaStreamConstraints {
  return {
    audio: {
      ...(settings.microphoneId ? { deviceId: { ideal: settings.microphoneId } } : {}),
      echoCancellation: settings.echoCancellation,
      noiseSuppression: settings.noiseSuppression,
      autoGainControl: settings.autoGainControl,
      channelCount: 1,
    },
  };
}

/** What a person can do about it (W3C Media Capture §10.2.1, step 10). */
export function microphoneFailure(cause: unknown): Failure {
  const name = cause instanceof Error ? cause.name : '';
  const missing = name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'NotReadableError';
  return new Failure(missing ? 'microphoneMissing' : 'microphoneRefused', {}, { cause });
}

interface Holder {
  stream: MediaStream;
  readonly replaced: (stream: MediaStream) => void;
}

/**
 * One open microphone for all calls, and none between calls: the lamp on the headset tells the truth. Each holder gets
 * a clone of its own, which it may switch off without the others.
 */
export function createMicrophone(options: MicrophoneOptions, initial: AudioSettings): MicrophoneManager {
  let settings = initial;
  let source: Promise<MediaStream> | undefined;
  const holders = new Map<string, Holder>();
  /** Asked for and not yet open; released meanwhile when gone from here. */
  const asking = new Set<string>();

  async function open(): Promise<MediaStream> {
    try {
      const stream = await options.getUserMedia(voiceConstraints(settings));
      // Pulled out: the browser ends the track and may not say more.
      stream.getAudioTracks()[0]?.addEventListener('ended', () => void changeOver());
      options.onOpened?.();
      return stream;
    } catch (error) {
      source = undefined;
      throw microphoneFailure(error);
    }
  }

  async function changeOver(): Promise<void> {
    if (source === undefined) return;
    const old = source;
    const next = open();
    source = next;
    try {
      const stream = await next;
      for (const holder of holders.values()) {
        stop(holder.stream);
        holder.stream = clone(stream);
        holder.replaced(holder.stream);
      }
    } catch (error) {
      options.onProblem(error as Failure);
    }
    void old.then(stop, () => {});
    closeIfUnused();
  }

  function closeIfUnused(): void {
    if (holders.size > 0 || asking.size > 0 || source === undefined) return;
    void source.then(stop, () => {});
    source = undefined;
  }

  function release(holder: string): void {
    asking.delete(holder);
    const held = holders.get(holder);
    if (held) stop(held.stream);
    holders.delete(holder);
    closeIfUnused();
  }

  return {
    async acquire(holder, replaced) {
      const held = holders.get(holder);
      if (held) return held.stream;
      asking.add(holder);
      try {
        source ??= open();
        const stream = clone(await source);
        if (!asking.has(holder)) stop(stream);
        else holders.set(holder, { stream, replaced });
        return stream;
      } finally {
        asking.delete(holder);
        closeIfUnused();
      }
    },
    release,
    configure(next) {
      const before = JSON.stringify(voiceConstraints(settings));
      settings = next;
      if (JSON.stringify(voiceConstraints(next)) !== before) void changeOver();
    },
    devicesChanged() {
      void source
        ?.then((stream) => {
          const [track] = stream.getAudioTracks();
          const wanted = settings.microphoneId;
          const lost = track === undefined || track.readyState === 'ended';
          if (lost || (wanted !== undefined && track.getSettings().deviceId !== wanted)) return changeOver();
        })
        .catch(() => {});
    },
    dispose() {
      for (const holder of [...holders.keys()]) release(holder);
    },
  };
}

const clone = (stream: MediaStream): MediaStream =>
  new MediaStream(stream.getAudioTracks().map((track) => track.clone()));

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
