import { useEffect } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { useSeat } from '../state/seat.tsx';

/** The lock counts minutes; so often is often enough, ms. */
const TELL_MS = 20_000;
const MOVES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells the core that somebody moves at this desk, so that it is not locked under his hands. */
export function useMoving(core: CoreClient): void {
  const counts = useSeat(
    ({ session }) => session?.asked === true && session.who !== undefined && !session.locked,
  );
  useEffect(() => {
    if (!counts) return;
    let toldAt = Date.now();
    const moved = () => {
      if (Date.now() - toldAt < TELL_MS) return;
      toldAt = Date.now();
      // The next move tells again.
      core.request('session.active', {}).catch(() => undefined);
    };
    for (const move of MOVES) window.addEventListener(move, moved, { passive: true, capture: true });
    return () => {
      for (const move of MOVES) window.removeEventListener(move, moved, { capture: true });
    };
  }, [core, counts]);
}
