import { useCallback, useEffect, useRef, useState } from 'react';

/** Long enough for a word, short enough that nothing is lost when somebody leaves, ms. */
const SAVE_AFTER_MS = 600;

export interface Autosaved<T> {
  readonly value: T;
  readonly saving: 'saved' | 'saving' | 'failed';
  change(fields: Partial<T>): void;
  /** Everything is with the core. @returns the row's version now; undefined: it refused, and said why */
  flush(): Promise<number | undefined>;
  /** Another request has changed the row, which has this version now. */
  moved(version: number): void;
}

/**
 * What is written is kept here as it is typed, and by the core a moment later; what waits when its page goes is sent at once.
 *
 * @param save sends what was seen at this version. @returns the version that it made; undefined: refused
 */
export function useAutosave<T extends object>(
  initial: T,
  seen: number,
  save: (version: number, value: T) => Promise<number | undefined>,
): Autosaved<T> {
  const [value, setValue] = useState(initial);
  const [saving, setSaving] = useState<Autosaved<T>['saving']>('saved');
  const latest = useRef(initial);
  const version = useRef(seen);
  const dirty = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** One after the other: each needs the version that the one before made. */
  const running = useRef<Promise<unknown>>(Promise.resolve());

  const send = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (!dirty.current) return;
    dirty.current = false;
    const made = await save(version.current, latest.current);
    if (made === undefined) dirty.current = true;
    else version.current = made;
    setSaving(made === undefined ? 'failed' : dirty.current ? 'saving' : 'saved');
  }, [save]);
  const flush = useCallback(async () => {
    running.current = running.current.then(send);
    await running.current;
    return dirty.current ? undefined : version.current;
  }, [send]);
  useEffect(() => () => void flush(), [flush]);

  return {
    value,
    saving,
    change(fields) {
      latest.current = { ...latest.current, ...fields };
      dirty.current = true;
      setValue(latest.current);
      setSaving('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), SAVE_AFTER_MS);
    },
    flush,
    moved(next) {
      version.current = next;
    },
  };
}
