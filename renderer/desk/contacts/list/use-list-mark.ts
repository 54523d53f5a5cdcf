import { useLayoutEffect } from 'react';
import { afterPaint } from '../../state/after-paint.ts';

/** On the performance timeline, when the list of what was typed is on the screen; the benchmark of typing reads it. */
export function useListMark(search: string, loaded: boolean): void {
  useLayoutEffect(() => {
    if (search === '' || !loaded) return;
    const name = `ringdesk:list:${search}`;
    afterPaint(() => {
      // The newest alone: a page lives for months.
      performance.clearMarks(name);
      performance.mark(name);
      setTimeout(() => performance.clearMarks(name), KEPT_MS);
    });
  }, [search, loaded]);
}
const KEPT_MS = 10_000;
