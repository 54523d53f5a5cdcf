/** Looked at so often, ms: a lock need not be exact to the second, and a machine that slept is found asleep. */
const LOOK_MS = 10_000;

/** Locks the screen when nobody has moved for a while. A talk is work, however still one sits. */
export function createIdleLock(options: {
  readonly minutes: () => number;
  readonly now: () => number;
  readonly talking: () => boolean;
  readonly lock: () => void;
}) {
  let movedAt = options.now();
  const look = () => {
    if (options.talking()) movedAt = options.now();
    const limit = options.minutes() * 60_000;
    if (limit > 0 && options.now() - movedAt >= limit) options.lock();
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return {
    moved(): void {
      movedAt = options.now();
    },
    look,
    stop: () => clearInterval(timer),
  };
}
