import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureCode } from '../../../shared/contract/failure.ts';
import { asFailure } from './use-ask.ts';

export interface RowsPage<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface Rows<T> {
  /** As long as the whole list; a row that is not loaded yet is undefined. */
  readonly items: ReadonlyArray<T | undefined>;
  readonly total: number | undefined;
  /** False until the first page of this question is there; the old rows stay in sight meanwhile. */
  readonly loaded: boolean;
  readonly failure: FailureCode | undefined;
  /** These rows came into sight. */
  onRange(first: number, last: number): void;
  /** Asks again for what is in sight, because something in it changed. */
  reload(): void;
}

/** Three screens of rows: one question per screenful while scrolling, and no gap when a row is led to by a key. */
const PAGE = 100;

interface State<T> {
  readonly ask: unknown;
  readonly items: ReadonlyArray<T | undefined>;
  readonly total: number | undefined;
  readonly failure: FailureCode | undefined;
}

/**
 * A list of any length of which only what is looked at is loaded; the scroll bar is true from the beginning. `ask` must
 * be a new function when the question is a new one (`useCallback`); an answer to an older question is dropped.
 */
export function useRows<T>(ask: (offset: number, limit: number) => Promise<RowsPage<T>>): Rows<T> {
  const [state, setState] = useState<State<T>>({
    ask: undefined,
    items: [],
    total: undefined,
    failure: undefined,
  });
  const turn = useRef(0);
  const asked = useRef(new Set<number>());
  const inSight = useRef({ first: 0, last: 0 });

  const load = useCallback(
    async (page: number, mine: number) => {
      asked.current.add(page);
      try {
        const answer = await ask(page * PAGE, PAGE);
        if (mine !== turn.current) return;
        setState((before) => ({
          ask,
          items: placed(before.ask === ask ? before.items : [], page * PAGE, answer),
          total: answer.total,
          failure: undefined,
        }));
      } catch (error) {
        if (mine !== turn.current) return;
        asked.current.delete(page);
        setState((before) => ({ ...before, ask, failure: asFailure(error).code }));
      }
    },
    [ask],
  );
  const inSightOf = useCallback(
    (first: number, last: number) => {
      inSight.current = { first, last };
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (!asked.current.has(page)) void load(page, turn.current);
      }
    },
    [load],
  );
  const reload = useCallback(() => {
    turn.current++;
    asked.current = new Set();
    inSightOf(inSight.current.first, inSight.current.last);
  }, [inSightOf]);
  useEffect(() => {
    turn.current++;
    asked.current = new Set();
    inSight.current = { first: 0, last: 0 };
    void load(0, turn.current);
  }, [load]);
  const { items, total, failure } = state;
  return { items, total, loaded: state.ask === ask, failure, onRange: inSightOf, reload };
}

function placed<T>(
  items: ReadonlyArray<T | undefined>,
  offset: number,
  answer: RowsPage<T>,
): ReadonlyArray<T | undefined> {
  const next = items.slice(0, answer.total);
  next.length = answer.total;
  for (const [n, item] of answer.items.entries()) if (offset + n < answer.total) next[offset + n] = item;
  return next;
}
