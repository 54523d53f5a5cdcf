import type { Repositories } from '../../../db/repositories/index.ts';
import type { Task } from '../../../shared/contract/contacts.ts';

/** A timer cannot be trusted over a sleep of the machine, so the clock looks at least this often. */
const LONGEST_WAIT_MS = 15_000;

/** Rings promises at their time, each once; one that fell due while the program was closed rings at the start. */
export function createReminderClock(options: {
  readonly repositories: Repositories;
  readonly now: () => number;
  readonly ring: (task: Task) => void;
  /** The base did not take it; the next look tries again. */
  readonly onFailed: (error: unknown) => void;
}) {
  const { tasks } = options.repositories;
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    clearTimeout(timer);
    let wait = LONGEST_WAIT_MS;
    try {
      ringDue(options.now());
      const next = tasks.nextDueAt() ?? Number.POSITIVE_INFINITY;
      wait = Math.min(LONGEST_WAIT_MS, Math.max(0, next - options.now()));
    } catch (error) {
      options.onFailed(error);
    }
    timer = setTimeout(look, wait);
    timer.unref();
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
