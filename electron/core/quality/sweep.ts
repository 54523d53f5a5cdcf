import { setImmediate } from 'node:timers/promises';
import type { Repositories } from '../../../db/repositories/index.ts';

const DAY_MS = 86_400_000;
/** A call that nobody asked about for a month will not be asked about. */
const KEEP_MS = 30 * DAY_MS;
/** Not while the program starts. */
const FIRST_AFTER_MS = 60_000;
/** Rows of each table in one transaction: some milliseconds. */
const PIECE = 200;

/** Throws away the diagnosis of old calls, once a day, in pieces between which calls get their turn. */
export function createSweep(options: {
  readonly repositories: Pick<Repositories, 'quality'>;
  readonly now: () => number;
  readonly onFailed: (error: unknown) => void;
}) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function sweep(): Promise<number> {
    const before = options.now() - KEEP_MS;
    let total = 0;
    for (let gone = 1; gone > 0 && !stopped; total += gone) {
      gone = options.repositories.quality.sweep(before, PIECE);
      await setImmediate();
    }
    return total;
  }

  function plan(after: number): void {
    timer = setTimeout(() => {
      sweep()
        .catch(options.onFailed)
        .finally(() => !stopped && plan(DAY_MS));
    }, after);
    timer.unref();
  }

  return {
    start: () => plan(FIRST_AFTER_MS),
    sweep,
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
