import type { Log } from '../host/log.ts';
import type { Held } from '../phone/phone-link.ts';
import type { LiveCalls } from './live-calls.ts';

/** A phone that re-attached has this long to bring the sound that it could not deliver. */
const LAST_CHUNKS_MS = 3_000;

/** What becomes of the live calls and their recordings when the phone page comes, comes back, or does not. */
export function createHeldCalls(options: {
  readonly live: LiveCalls;
  readonly recording: { start(callId: string): void; repairAfter(ms: number): void };
  readonly onBase: (work: () => void) => void;
  readonly log: Log;
}) {
  const { live, recording, onBase, log } = options;

  /** Calls that no phone holds any more end as interrupted. */
  function interruptAllBut(held: readonly string[]): void {
    const lost = live.interruptAllBut(held);
    if (lost.length > 0) log.warn({ lost }, 'calls were interrupted');
  }

  return {
    phoneCame({ liveCallIds, recordingCallIds }: Held): void {
      const talks = live.talks();
      live.reclaim(liveCallIds);
      interruptAllBut(liveCallIds);
      // An order to record that was on its way when we died never came, and the answer that causes it is not news twice.
      for (const callId of talks) {
        if (live.isLive(callId) && !recordingCallIds.includes(callId)) recording.start(callId);
      }
      recording.repairAfter(LAST_CHUNKS_MS);
    },
    phoneLost(): void {
      onBase(() => interruptAllBut([]));
      recording.repairAfter(0);
    },
  };
}
