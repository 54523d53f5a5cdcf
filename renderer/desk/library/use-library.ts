import { useCallback, useEffect, useRef, useState } from 'react';
import type { LibraryFilter, LibraryRow } from '../../../shared/contract/library.ts';
import { useCore } from '../state/core.tsx';
import { type Pages, usePages } from '../state/use-pages.ts';

/** Recordings are measured one after the other: the list need not be asked for each of them. */
const RELOAD_AFTER_MS = 1_000;

export interface Found extends Pages<LibraryRow> {
  readonly durationMs: number | undefined;
}

/** @param filter the same object as long as the question is the same */
export function useLibrary(filter: LibraryFilter): Found {
  const core = useCore();
  const [total, setTotal] = useState<{ recordings: number; durationMs: number }>();
  const known = useRef(total);
  const ask = useCallback(
    async (after: readonly LibraryRow[], limit: number) => {
      const before = after.at(-1)?.recordingId;
      const page = await core.request('library.list', {
        ...filter,
        ...(before === undefined ? {} : { before }),
        limit,
      });
      if (page.total) {
        known.current = page.total;
        setTotal(page.total);
      }
      const { recordings } = known.current ?? {};
      return {
        items: page.rows,
        more: page.more,
        ...(recordings === undefined ? {} : { total: recordings }),
      };
    },
    [core, filter],
  );
  const pages = usePages(ask);
  const { reload } = pages;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = core.on('library.changed', () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        reload();
      }, RELOAD_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [core, reload]);
  return { ...pages, durationMs: total?.durationMs };
}
