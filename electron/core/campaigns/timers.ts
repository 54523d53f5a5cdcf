/** Named timers of which each runs at most once at a time; none keeps the program alive. */
export function createTimers<Name extends string>(onFailed: (error: unknown) => void) {
  const running = new Map<Name, NodeJS.Timeout>();

  function stop(name: Name): void {
    clearTimeout(running.get(name));
    running.delete(name);
  }

  return {
    stop,
    start(name: Name, ms: number, then: () => void): void {
      stop(name);
      const timer = setTimeout(
        () => {
          running.delete(name);
          try {
            then();
          } catch (error) {
            onFailed(error);
          }
        },
        Math.max(0, ms),
      );
      timer.unref();
      running.set(name, timer);
    },
    stopAll(): void {
      for (const name of [...running.keys()]) stop(name);
    },
  };
}

/** What the dialler waits for. */
export type DialerTimer = 'countdown' | 'ring' | 'wrapUp' | 'look' | 'count';
export type DialerTimers = Pick<ReturnType<typeof createTimers<DialerTimer>>, 'start' | 'stop'>;
