/** When, UTC ms, and whether the other side's pitch was heard. */
export type Heard = readonly [at: number, heard: boolean];

/** "The sound is back" means: it is heard for the most part of so long. One word that gets through is not a talk. */
const STEADY_MS = 1_000;
const MOST = 0.7;
/** Fewer samples than this in a second: nobody listened (a page that sleeps). */
const ENOUGH_SAMPLES = 4;

/**
 * When the sound was there again, ms after `from` (the network is back); 0 when it was there already, `undefined` when
 * it has not come back for a whole second.
 */
export function soundBackAfter(samples: readonly Heard[], from: number): number | undefined {
  const after = samples.filter(([at]) => at >= from);
  const back = after.findIndex(([at, heard], index) => heard && isSteady(after, index, at));
  const [at] = after[back] ?? [];
  if (at === undefined) return undefined;
  return back === 0 ? 0 : at - from;
}

function isSteady(samples: readonly Heard[], first: number, since: number): boolean {
  const second = samples.slice(first).filter(([at]) => at < since + STEADY_MS);
  const whole = (samples.at(-1)?.[0] ?? 0) >= since + STEADY_MS;
  const heard = second.filter(([, one]) => one).length;
  return whole && second.length >= ENOUGH_SAMPLES && heard >= MOST * second.length;
}
