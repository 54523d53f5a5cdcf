import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureCode } from '../../../shared/contract/failure.ts';
import { asFailure } from './use-ask.ts';

export interface Page<T, About = undefined> {
  readonly items: readonly T[];
  readonly more: boolean;
  readonly total?: number;
  /** What else the answer says of all of its rows. */
  readonly about?: About;
}

export interface Pages<T, About = undefined> {
  readonly items: readonly T[];
  /** False until the first page of this question is there; the old rows stay in sight meanwhile. */
  readonly loaded: boolean;
  /** There are rows behind these. */
  readonly more: boolean;
  readonly total: number | undefined;
  readonly about: About | undefined;
  readonly failure: FailureCode | undefined;
  loadMore(): void;
  /** Asks again for as many rows as are shown, because something in them changed. */
  reload(): void;
}

/** The contract's largest page. */
const MOST = 500;

interface State<T, About> {
  /** The question whose rows these are. */
  readonly ask: unknown;
  readonly items: readonly T[];
  readonly more: boolean;
  readonly total: number | undefined;
  readonly about: About | undefined;
  readonly failure: FailureCode | undefined;
}

/**
 * A long list, page by page. `ask` must be a new function when the question is a new one (`useCallback`); an answer
 * that was overtaken by a newer question is dropped.
 */
export function usePages<T, About = undefined>(
  ask: (after: readonly T[], limit: number) => Promise<Page<T, About>>,
  size = 100,
): Pages<T, About> {
  const [state, setState] = useState<State<T, About>>({
    ask: undefined,
    items: [],
    more: false,
    total: undefined,
    about: undefined,
    failure: undefined,
  });
  const turn = useRef(0);
  const busy = useRef(false);

  const load = useCallback(
    async (after: readonly T[], limit: number) => {
      const mine = ++turn.current;
      busy.current = true;
      try {
        const page = await ask(after, limit);
        if (mine !== turn.current) return;
        setState({
          ask,
          items: [...after, ...page.items],
          more: page.more,
          total: page.total,
          about: page.about,
          failure: undefined,
        });
      } catch (error) {
        if (mine === turn.current) setState((before) => ({ ...before, ask, failure: asFailure(error).code }));
      } finally {
        if (mine === turn.current) busy.current = false;
      }
    },
    [ask],
  );
  useEffect(() => {
    void load([], size);
  }, [load, size]);

  const { items, more } = state;
  const loadMore = useCallback(() => {
    if (more && !busy.current) void load(items, size);
  }, [more, items, load, size]);
  const shown = items.length;
  const reload = useCallback(() => {
    void load([], Math.min(MOST, Math.max(size, shown)));
  }, [load, size, shown]);
  const { total, about, failure } = state;
  return { items, more, loaded: state.ask === ask, total, about, failure, loadMore, reload };
}
