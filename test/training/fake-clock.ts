import type { Cancel, Clock } from '../../electron/core/training/clock.ts';

/** Time that passes only when a test says so. */
export function fakeClock(): Clock & { advance(ms: number): void } {
  let now = 1_700_000_000_000;
  const due = new Map<object, { readonly at: number; readonly task: () => void }>();
  return {
    now: () => now,
    after: (ms, task): Cancel => {
      const key = {};
      due.set(key, { at: now + ms, task });
      return () => due.delete(key);
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        let next: [object, { readonly at: number; readonly task: () => void }] | undefined;
        for (const entry of due) {
          if (entry[1].at <= end && (next === undefined || entry[1].at < next[1].at)) next = entry;
        }
        if (next === undefined) break;
        due.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].task();
      }
      now = end;
    },
  };
}
