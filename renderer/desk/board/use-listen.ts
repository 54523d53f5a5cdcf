import { useCallback } from 'react';
import type { BoardRow, ListenWay } from '../../../shared/contract/board.ts';
import { noteListening } from '../state/listening.ts';
import { useAsk } from '../state/use-ask.ts';

/** Into a colleague's talk; the call itself stands in the bar, as any other. */
export function useListen(): (row: BoardRow, how: ListenWay) => Promise<void> {
  const ask = useAsk();
  return useCallback(
    async ({ extension, name }, how) => {
      if (extension === undefined) return;
      const dialled = await ask('board.listen', { extension, how });
      if (dialled) noteListening(dialled.callId, { name, how });
    },
    [ask],
  );
}
