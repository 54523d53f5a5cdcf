import { FRAME_MS } from './pcmu.ts';

/** After a stall longer than this (sleep, a stopped debugger) the missed frames are skipped, not sent in a burst. */
const MAX_CATCH_UP = 10;

export interface Metronome {
  /** Calls `tick` once for every 20 ms that pass, until the returned function is called. */
  subscribe(tick: () => void): () => void;
}

/**
 * One timer for all calls. Each beat is counted from the start, so the error of a single timer never adds up:
 * a late wake-up plays the beats that it missed.
 */
export function createMetronome(now: () => number = () => performance.now()): Metronome {
  const subscribers = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let startedAt = 0;
  let beats = 0;

  const beat = (): void => {
    const due = Math.floor((now() - startedAt) / FRAME_MS);
    if (due - beats > MAX_CATCH_UP) beats = due - 1;
    for (; beats < due; beats += 1) {
      for (const tick of [...subscribers]) tick();
    }
    schedule();
  };

  const schedule = (): void => {
    if (subscribers.size === 0) {
      timer = undefined;
      return;
    }
    timer = setTimeout(beat, Math.max(1, startedAt + (beats + 1) * FRAME_MS - now()));
  };

  return {
    subscribe(tick) {
      subscribers.add(tick);
      if (timer === undefined) {
        startedAt = now();
        beats = 0;
        schedule();
      }
      return () => {
        subscribers.delete(tick);
        if (subscribers.size === 0 && timer !== undefined) {
          clearTimeout(timer);
          timer = undefined;
        }
      };
    },
  };
}
