import { useLayoutEffect } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';

const marked = new Set<string>();

/**
 * Says when the card of a ringing call is on the screen: `ringdesk:card:<callId>` on the performance timeline, which
 * the benchmark of the screen pop reads.
 */
export function usePaintMark(call: CallView): void {
  const { id, state } = call;
  useLayoutEffect(() => {
    if (state !== 'ringing' || marked.has(id)) return;
    marked.add(id);
    afterPaint(() => performance.mark(`ringdesk:card:${id}`));
  }, [id, state]);
}

/** A frame callback still runs before its frame is painted; the first task after it runs when that is done. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  });
}
