import { useCallback, useEffect, useRef, useState } from 'react';
import type { Board } from '../../../shared/contract/board.ts';
import type { Failure } from '../../../shared/contract/failure.ts';
import { nextOver } from '../../../shared/domain/board/rows.ts';
import { useCore } from '../state/core.tsx';
import { asFailure } from '../state/use-ask.ts';

export interface BoardLoad {
  readonly board: Board | undefined;
  readonly failure: Failure | undefined;
  reload(): void;
}

/** The board, asked for whenever the core says that it is another; one question at a time, and the last one counts. */
export function useBoard(): BoardLoad {
  const core = useCore();
  const [board, setBoard] = useState<Board>();
  const [failure, setFailure] = useState<Failure>();
  const asking = useRef<'no' | 'yes' | 'again'>('no');

  const ask = useCallback(() => {
    if (asking.current !== 'no') {
      asking.current = 'again';
      return;
    }
    asking.current = 'yes';
    core
      .request('board.state', {})
      .then(
        (answer) => {
          setBoard(answer);
          setFailure(undefined);
        },
        (error: unknown) => setFailure(asFailure(error)),
      )
      .finally(() => {
        const again = asking.current === 'again';
        asking.current = 'no';
        if (again) ask();
      });
  }, [core]);

  useEffect(() => {
    const stops = [
      core.on('board.changed', ask),
      core.onConnection((connection) => {
        if (connection === 'connected') ask();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, ask]);

  usePaintedMark(board);
  return { board, failure, reload: ask };
}

export const PAINTED = 'ringdesk:board';

/** Says when what happened at `detail` is on the screen; only the newest is kept, a wall hangs for months. */
function usePaintedMark(board: Board | undefined): void {
  useEffect(() => {
    if (!board) return;
    const frame = requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // A frame callback still runs before its frame is painted; the first task after it runs when that is done.
      port1.onmessage = () => {
        performance.clearMarks(PAINTED);
        performance.mark(PAINTED, { detail: board.at });
        port1.close();
      };
      port2.postMessage(null);
    });
    return () => cancelAnimationFrame(frame);
  }, [board]);
}

/** The present time as of the last moment at which something began to last too long: no rendering between them. */
export function useOverClock(things: readonly { readonly overAt?: number | undefined }[]): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const at = Date.now();
    setNow(at);
    const next = nextOver(things, at);
    if (next === undefined) return;
    const timer = setTimeout(() => setNow(Date.now()), next - at + 1);
    return () => clearTimeout(timer);
  }, [things]);
  return now;
}
