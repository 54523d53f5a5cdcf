import { DEFAULT_DEVICE } from '../media/sinks.ts';

export interface Tone {
  /** Undefined: the system's choice. */
  readonly deviceId: string | undefined;
  readonly hz: number;
  readonly ms: number;
  /** 0..1 */
  readonly volume: number;
}

/** Why a tone was not heard, as advice of the catalogue. */
export class ToneRefused extends Error {
  readonly advice: 'speakerGone' | 'soundBlocked';
  constructor(advice: 'speakerGone' | 'soundBlocked', cause?: unknown) {
    super(advice, { cause });
    this.advice = advice;
  }
}

/** A device that does not take sound by then will not take it, milliseconds. */
const PATIENCE = 1_500;
/** Rise and fall, seconds: without them a tone begins and ends with a click. */
const EDGE = 0.02;
/** Loud enough to be noticed in a headset that was left at full volume, and no shock there. */
const LEVEL = 0.2;

/**
 * Plays a tone on exactly this device and resolves when it was played. Unlike a sink, which must not be silent in a call
 * and takes another device when its own is gone, this one says so: rejects with `ToneRefused`.
 */
export async function playTone(context: AudioContext, tone: Tone, signal: AbortSignal): Promise<void> {
  const destination = context.createMediaStreamDestination();
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const element = new Audio();
  try {
    await inTime(context.resume());
    const start = context.currentTime;
    const end = start + tone.ms / 1000;
    oscillator.frequency.value = tone.hz;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LEVEL, start + EDGE);
    gain.gain.setValueAtTime(LEVEL, end - EDGE);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(destination);
    oscillator.start();
    element.srcObject = destination.stream;
    element.volume = tone.volume;
    const { deviceId } = tone;
    if (deviceId !== undefined && deviceId !== DEFAULT_DEVICE) {
      await element.setSinkId(deviceId).catch((error) => {
        throw new ToneRefused('speakerGone', error);
      });
    }
    await inTime(element.play());
    await pause(tone.ms, signal);
    // An element without a working device accepts everything and stands still.
    if (!signal.aborted && element.currentTime === 0) throw new ToneRefused('speakerGone');
  } finally {
    element.pause();
    element.srcObject = null;
    oscillator.disconnect();
    gain.disconnect();
  }
}

/** A browser that wants a gesture first lets both wait for it, or refuses at once. */
async function inTime(started: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await Promise.race([
      started,
      new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
      }),
    ]);
  } catch (error) {
    throw new ToneRefused('soundBlocked', error);
  } finally {
    clearTimeout(timer);
  }
}

/** Resolves after so many milliseconds, or at once when it is called off. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
