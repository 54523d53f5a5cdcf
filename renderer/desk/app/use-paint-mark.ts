import { useLayoutEffect, useRef } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { markCall } from '../../call-marks.ts';

/** Says when the card of a ringing call is on the screen. */
export function usePaintMark(call: CallView): void {
  const { id, state } = call;
  const marked = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (state !== 'ringing' || marked.current === id) return;
    marked.current = id;
    afterPaint(() => markCall('card', id));
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
