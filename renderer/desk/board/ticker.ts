// One clock for all timers of the board: they write their own text, and React does not hear of the seconds.
type Tick = (now: number) => void;

const ticks = new Set<Tick>();
let timer: ReturnType<typeof setTimeout> | undefined;

function run(): void {
  const now = Date.now();
  for (const tick of ticks) tick(now);
  // To the next full second, so that all of them turn together.
  timer = ticks.size === 0 ? undefined : setTimeout(run, 1000 - (now % 1000));
}

/** Called now and then at each full second; returns how to stop. */
export function onTick(tick: Tick): () => void {
  ticks.add(tick);
  tick(Date.now());
  timer ??= setTimeout(run, 1000 - (Date.now() % 1000));
  return () => {
    ticks.delete(tick);
    if (ticks.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}
