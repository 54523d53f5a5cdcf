import { useCallback, useEffect } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { useCore } from '../state/core.tsx';
import { type Pages, usePages } from '../state/use-pages.ts';
import type { LogFilter } from './log-filter.ts';

/** Behind the ring that causes it: the log may be a moment late, the screen pop may not. */
const RELOAD_AFTER_MS = 300;

export function useCallLog({ search, direction, result }: LogFilter): Pages<CallView> {
  const core = useCore();
  const ask = useCallback(
    async (after: readonly CallView[], limit: number) => {
      const before = after.at(-1)?.id;
      const { calls, more } = await core.request('calls.list', {
        ...(search.trim() === '' ? {} : { search: search.trim() }),
        ...(direction === undefined ? {} : { direction }),
        ...(result === undefined ? {} : { results: [result] }),
        ...(before === undefined ? {} : { before }),
        limit,
      });
      return { items: calls, more };
    },
    [core, search, direction, result],
  );
  const pages = usePages(ask);
  const { reload } = pages;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(reload, RELOAD_AFTER_MS);
    };
    const stops = [
      core.on('calls.changed', soon),
      core.onConnection((state) => state === 'connected' && soon()),
      () => clearTimeout(timer),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);
  return pages;
}
