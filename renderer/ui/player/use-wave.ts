import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import type { Silence } from '../../../shared/domain/call/silences.ts';
import { type Levels, peakOf, type Span, skippedSpans } from '../../../shared/domain/recording/levels.ts';
import { jumpFrom, type Listening } from '../../../shared/domain/recording/listening.ts';
import { leaveTurn, takeTurn } from './current.ts';

/** A recording: its file, and where nothing is heard although somebody spoke, milliseconds from its beginning. */
export interface Sound {
  readonly file: Blob;
  readonly silences: ReadonlyArray<Silence>;
  /** Measured once: with them the picture is drawn at once, and nothing is decoded for it. */
  readonly levels?: Levels | undefined;
  readonly durationMs?: number | undefined;
}

export type WaveState = 'idle' | 'loading' | 'ready' | 'broken';

export interface Wave {
  readonly state: WaveState;
  readonly playing: boolean;
  /** Seconds. */
  readonly position: number;
  readonly length: number;
  readonly silences: Sound['silences'];
  /** What can be skipped; undefined: it was not measured. */
  readonly quiet: readonly Span[] | undefined;
  /** Loads at the first use and plays. */
  toggle(): void;
  seekTo(seconds: number): void;
  /** Loads when it must. */
  playFrom(seconds: number): void;
  setSpeed(speed: number): void;
  /** What is played over and over, and what is passed over. */
  listenSo(listening: Listening): void;
}

export interface WaveOptions {
  /** Height of each side. */
  readonly rowPx?: number;
  readonly onEnded?: (() => void) | undefined;
}

const ROW_PX = 22;
/** Enough for a picture of speech; decoding an hour at the full rate would take hundreds of megabytes. */
const PICTURE_RATE = 8000;

/** The recording's sound and picture: left channel (operator) above, right (customer) below. */
export function useWave(
  container: RefObject<HTMLElement | null>,
  load: () => Promise<Sound>,
  { rowPx = ROW_PX, onEnded }: WaveOptions = {},
): Wave {
  const scheme = useComputedColorScheme('light');
  const [state, setState] = useState<WaveState>('idle');
  const [playing, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [length, setLength] = useState(0);
  const [silences, setSilences] = useState<Sound['silences']>([]);
  const wave = useRef<WaveSurfer | undefined>(undefined);
  const speed = useRef(1);
  const [quiet, setQuiet] = useState<readonly Span[]>();
  const listening = useRef<Listening>({ skipped: [] });
  const ended = useRef(onEnded);
  ended.current = onEnded;

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
      wave.current.setOptions({ splitChannels: channels(container.current, rowPx) });
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
        height: rowPx,
        normalize: true,
        sampleRate: PICTURE_RATE,
        cursorWidth: 1,
        cursorColor: colour(element, '--rd-text'),
        barWidth: 2,
        barGap: 1,
        barRadius: 1,
        splitChannels: channels(element, rowPx),
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
      surfer.on('finish', () => {
        setPlaying(false);
        ended.current?.();
      });
      surfer.on('timeupdate', (at) => {
        const to = surfer.isPlaying() ? jumpFrom(at * 1000, listening.current) : undefined;
        if (to === undefined) setPosition(at);
        else surfer.setTime(to / 1000);
      });
      // With levels the file is first looked at when it is played.
      surfer.on('error', () => setState('broken'));
      surfer.on('destroy', () => leaveTurn(pause));
      await surfer.loadBlob(sound.file, peaksOf(sound), sound.levels && seconds(sound));
      setQuiet(sound.levels && skippedSpans(sound.levels));
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
    quiet,
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
    listenSo: (next) => {
      listening.current = next;
    },
  };
}

/** Both sides as the picture is drawn; undefined: it is drawn from the sound. */
function peaksOf({ levels, durationMs }: Sound): Float32Array[] | undefined {
  if (!levels || !durationMs) return undefined;
  return [levels.operator, levels.customer].map((side) => Float32Array.from(side, peakOf));
}

const seconds = ({ durationMs }: Sound) => durationMs && durationMs / 1000;

function channels(element: HTMLElement, height: number) {
  const base = { waveColor: colour(element, '--rd-faint'), height };
  return [
    { ...base, progressColor: colour(element, '--rd-accent') },
    { ...base, progressColor: colour(element, '--rd-answer') },
  ];
}

const colour = (element: HTMLElement, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();
