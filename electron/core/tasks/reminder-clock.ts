import type { Repositories } from '../../../db/repositories/index.ts';
import type { Task } from '../../../shared/contract/contacts.ts';

/** A timer cannot be trusted over a sleep of the machine, so the clock looks at least this often. */
const LONGEST_WAIT_MS = 15_000;
/**
 * A ring that is said to come from so far ahead was rung by a clock that was wrong by days (a flat battery, a wrong
 * year). An hour that somebody turned back is none: what rang, rang.
 */
const WRONG_BY_MS = 12 * 3_600_000;

/**
 * Rings promises at their time, each once; one that fell due while the program was closed or the machine slept rings
 * afterwards. Times are moments and not wall clocks, so daylight saving does not concern it.
 */
export function createReminderClock(options: {
  readonly repositories: Repositories;
  readonly now: () => number;
  readonly ring: (task: Task) => void;
  /** Each look, at least every quarter of a minute: for what goes by the day. */
  readonly onLook?: () => void;
  /** The base did not take it; the next look tries again. */
  readonly onFailed: (error: unknown) => void;
}) {
  const { tasks } = options.repositories;
  let timer: NodeJS.Timeout | undefined;
  let lookedAt = Number.POSITIVE_INFINITY;

  function look(): void {
    clearTimeout(timer);
    let wait = LONGEST_WAIT_MS;
    try {
      const now = options.now();
      // At the start and whenever the clock has gone back.
      if (now < lookedAt) forgetWrongRings(now);
      lookedAt = now;
      ringDue(now);
      options.onLook?.();
      const next = tasks.nextDueAt() ?? Number.POSITIVE_INFINITY;
      wait = Math.min(LONGEST_WAIT_MS, Math.max(0, next - options.now()));
    } catch (error) {
      options.onFailed(error);
    }
    timer = setTimeout(look, wait);
    timer.unref();
  }

  function forgetWrongRings(now: number): void {
    for (const id of tasks.rangTooSoon(now, now + WRONG_BY_MS)) tasks.unring(id);
  }

  function ringDue(now: number): void {
    for (const task of tasks.due(now)) {
      // First written, then rung: a crash between the two costs a sound, never a second ring each start.
      tasks.markRang(task.id, now);
      options.ring({ ...task, rangAt: now });
    }
  }

  return { look, stop: () => clearTimeout(timer) };
}
