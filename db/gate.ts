import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const NAME = 'ringdesk: who wants to write';
/** How many writers want in. */
const WANTED = 0;
/** 1 while the one who gives way is inside. */
const HELD = 1;
/** Longest wait for the one who gives way, ms; whoever is still inside then is waited for by SQLite itself. */
const PATIENCE_MS = 100;

/**
 * Who wants to write, as all threads of this process see it. SQLite has one writer and no queue: one who finds the base
 * taken looks again after 1, 2, 5, 10 … ms. With this an import may hold the base for as long as it is alone, which is
 * what makes it fast, and a call that comes in says so and has the base a millisecond later. Writers of other processes
 * are not seen.
 */
export interface Gate {
  /** Somebody wants to write: asks the one who gives way to leave, and waits until it has. Pair it with `leave`. */
  enter(): void;
  leave(): void;
  /** For the one who gives way: does anybody want in? Costs nanoseconds. */
  readonly wanted: boolean;
  /** For the one who gives way, around its transactions. */
  hold(): void;
  release(): void;
  /** Blocks until nobody wants in any more, at most so many ms. */
  settle(ms: number): void;
}

export function createGate(state: Int32Array): Gate {
  return {
    enter() {
      Atomics.add(state, WANTED, 1);
      if (Atomics.load(state, HELD) === 1) Atomics.wait(state, HELD, 1, PATIENCE_MS);
    },
    leave() {
      Atomics.sub(state, WANTED, 1);
      Atomics.notify(state, WANTED);
    },
    get wanted() {
      return Atomics.load(state, WANTED) > 0;
    },
    hold: () => void Atomics.store(state, HELD, 1),
    release() {
      Atomics.store(state, HELD, 0);
      Atomics.notify(state, HELD);
    },
    settle(ms) {
      const end = performance.now() + ms;
      for (;;) {
        const wanted = Atomics.load(state, WANTED);
        const left = end - performance.now();
        if (wanted <= 0 || left <= 0) return;
        Atomics.wait(state, WANTED, wanted, left);
      }
    },
  };
}

/** The one of this process; threads that are started later share it. */
export const gate: Gate = createGate(shared());

function shared(): Int32Array {
  const known = getEnvironmentData(NAME);
  if (known instanceof SharedArrayBuffer) return new Int32Array(known);
  const made = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  setEnvironmentData(NAME, made);
  return new Int32Array(made);
}
