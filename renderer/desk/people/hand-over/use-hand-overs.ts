import { useCallback, useEffect, useState } from 'react';
import type { HandOver } from '../../../../shared/contract/handovers.ts';
import { useCore } from '../../state/core.tsx';

/** The newest hand-over of this person's work, as it goes on; undefined: there was none. */
export function useHandOver(fromId: string): HandOver | undefined {
  const core = useCore();
  const [handOver, setHandOver] = useState<HandOver>();
  const take = useCallback(
    (one: HandOver) => {
      if (one.fromId !== fromId) return;
      // An older one may be taken back; it is shown from then on.
      setHandOver(one);
    },
    [fromId],
  );
  useEffect(() => {
    const stops = [
      core.on('handOvers.changed', take),
      core.onConnection((connection) => {
        if (connection !== 'connected') return;
        core.request('handOvers.list', {}).then(
          (all) => {
            const newest = all.find((one) => one.fromId === fromId);
            if (newest) setHandOver(newest);
          },
          () => undefined,
        );
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, fromId, take]);
  return handOver;
}
