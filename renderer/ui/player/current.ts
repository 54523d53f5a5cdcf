// One voice at a time: starting a recording stops the one before, and a talk stops any.
type Pause = () => void;
let current: Pause | undefined;

export function takeTurn(pause: Pause): void {
  if (current !== pause) current?.();
  current = pause;
}

export function leaveTurn(pause: Pause): void {
  if (current === pause) current = undefined;
}

/** Silence: somebody is on the line. */
export function pausePlayback(): void {
  current?.();
}
