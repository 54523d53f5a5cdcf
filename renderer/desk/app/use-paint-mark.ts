import { useLayoutEffect, useRef } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import { markCall } from '../../call-marks.ts';
import { afterPaint } from '../state/after-paint.ts';

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
