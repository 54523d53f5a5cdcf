import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import { leaveTurn, takeTurn } from './current.ts';

/** A recording: its file, and where the network failed, milliseconds from its beginning. */
export interface Sound {
  readonly file: Blob;
  readonly silences: ReadonlyArray<{ readonly fromMs: number; readonly toMs: number }>;
}

export type WaveState = 'idle' | 'loading' | 'ready' | 'broken';

export interface Wave {
  readonly state: WaveState;
  readonly playing: boolean;
  /** Seconds. */
  readonly position: number;
  readonly length: number;
  readonly silences: Sound['silences'];
  /** Loads at the first use and plays. */
  toggle(): void;
  seekTo(seconds: number): void;
  /** Loads when it must. */
  playFrom(seconds: number): void;
  setSpeed(speed: number): void;
}

const ROW_PX = 22;
/** Enough for a picture of speech; decoding an hour at the full rate would take hundreds of megabytes. */
const PICTURE_RATE = 8000;

/** The recording's sound and picture: left channel (operator) above, right (customer) below. */
export function useWave(container: RefObject<HTMLElement | null>, load: () => Promise<Sound>): Wave {
  const scheme = useComputedColorScheme('light');
  const [state, setState] = useState<WaveState>('idle');
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(0);
  const [silences, setSilences] = useState<Sound['silences']>([]);
  const wave = useRef<WaveSurfer | undefined>(undefined);
  const speed = useRef(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another recording is another player.
  useEffect(
    () => () => {
      wave.current?.destroy();
      wave.current = undefined;
      setState('idle');
      setPlaying(false);
    },
    [load],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which has another scheme now.
  useEffect(() => {
    if (wave.current && container.current)
      wave.current.setOptions({ splitChannels: channels(container.current) });
  }, [scheme, container]);

  const start = async (from = 0) => {
    const element = container.current;
    if (!element) return;
    setState('loading');
    try {
      // Loaded at the first use: the desk starts sooner without it.
      const [sound, { default: Surfer }] = await Promise.all([load(), import('wavesurfer.js')]);
      const surfer = Surfer.create({
        container: element,
        height: ROW_PX,
        normalize: true,
        sampleRate: PICTURE_RATE,
        cursorWidth: 1,
        cursorColor: colour(element, '--rd-text'),
        barWidth: 2,
        barGap: 1,
        barRadius: 1,
        splitChannels: channels(element),
        audioRate: speed.current,
        hideScrollbar: true,
      });
      wave.current = surfer;
      const pause = () => surfer.pause();
      surfer.on('play', () => {
        takeTurn(pause);
        setPlaying(true);
      });
      surfer.on('pause', () => setPlaying(false));
      surfer.on('finish', () => setPlaying(false));
      surfer.on('timeupdate', setPosition);
      surfer.on('destroy', () => leaveTurn(pause));
      await surfer.loadBlob(sound.file);
      setSilences(sound.silences);
      setLength(surfer.getDuration());
      setState('ready');
      await surfer.play(Math.min(from, surfer.getDuration()));
    } catch (error) {
      // Destroyed while it loaded: the card was left, and nothing is broken.
      if (element.isConnected) {
        console.warn('recording cannot be played', error);
        setState('broken');
      }
    }
  };

  return {
    state,
    playing,
    position,
    length,
    silences,
    toggle: () => {
      if (state === 'ready') void wave.current?.playPause();
      else if (state !== 'loading') void start();
    },
    playFrom: (seconds) => {
      if (state === 'ready') void wave.current?.play(seconds);
      else if (state !== 'loading') void start(seconds);
    },
    seekTo: (seconds) => wave.current?.setTime(Math.min(Math.max(0, seconds), length)),
    setSpeed: (next) => {
      speed.current = next;
      wave.current?.setPlaybackRate(next, true);
    },
  };
}

function channels(element: HTMLElement) {
  const base = { waveColor: colour(element, '--rd-faint'), height: ROW_PX };
  return [
    { ...base, progressColor: colour(element, '--rd-accent') },
    { ...base, progressColor: colour(element, '--rd-answer') },
  ];
}

const colour = (element: HTMLElement, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();
