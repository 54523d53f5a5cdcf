import { useLayoutEffect } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';

const marked = new Set<string>();

/**
 * Says when the card of a ringing call is on the screen: `ringdesk:card:<callId>` on the performance timeline, which
 * the benchmark of the screen pop reads. The first frame callback still runs before its frame is painted; the second
 * one proves that it was.
 */
export function usePaintMark(call: CallView): void {
  const { id, state } = call;
  useLayoutEffect(() => {
    if (state !== 'ringing' || marked.has(id)) return;
    marked.add(id);
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(`ringdesk:card:${id}`)));
  }, [id, state]);
}
