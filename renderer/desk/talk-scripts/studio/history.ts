/** What can be taken back and made again. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** What the last change was about: changes about the same thing are one step back (the letters of a word). */
  readonly about: string | undefined;
}

/** So many steps back; each shares with its neighbours all that did not change. */
const LIMIT = 200;

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [], about: undefined });

export function changed<T>(history: History<T>, now: T, about?: string): History<T> {
  if (now === history.now) return history;
  const same = about !== undefined && about === history.about && history.past.length > 0;
  return {
    past: same ? history.past : [...history.past, history.now].slice(-LIMIT),
    now,
    future: [],
    about,
  };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
    about: undefined,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future, about: undefined };
}
