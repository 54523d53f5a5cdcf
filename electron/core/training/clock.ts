export type Cancel = () => void;

/** Time as the exchange knows it; tests bring their own. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
  /** Runs the task once after `ms` milliseconds unless it is cancelled first. */
  after(ms: number, task: () => void): Cancel;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** The timers of one call, cancelled together when it ends. */
export class Timers {
  readonly #clock: Clock;
  readonly #pending = new Set<Cancel>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  after(ms: number, task: () => void): Cancel {
    const cancel = this.#clock.after(ms, () => {
      this.#pending.delete(cancel);
      task();
    });
    this.#pending.add(cancel);
    return () => {
      this.#pending.delete(cancel);
      cancel();
    };
  }

  clear(): void {
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
  }
}
