import type { PbxTrouble } from '../../../../shared/contract/missed-pbx.ts';
import type { AmiMessage } from './lines.ts';
import { type AmiAddress, AmiError, type AmiLink, openAmi } from './link.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** A connection that has held so long was a good one: the next wait is short again. */
const HELD_MS = 60_000;

export type LinkState =
  | { readonly link: 'connecting' | 'connected' }
  | { readonly link: 'waiting'; readonly trouble: PbxTrouble };

/** Keeps a connection to the manager interface, and tries again after waits that double, with some of chance. */
export function keepAmi(
  address: AmiAddress,
  on: {
    readonly event: (event: AmiMessage) => void;
    readonly state: (state: LinkState) => void;
    /** A new connection, before its first event. */
    readonly opened: (link: Pick<AmiLink, 'ask'>) => void;
  },
): { stop(): void } {
  let stopped = false;
  let wait = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;
  let open: AmiLink | undefined;

  function again(trouble: PbxTrouble): void {
    open = undefined;
    if (stopped) return;
    on.state({ link: 'waiting', trouble });
    // A hall of workstations does not come back at the same moment.
    timer = setTimeout(() => void attempt(), wait * (0.75 + Math.random() / 2));
    timer.unref();
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }

  async function attempt(): Promise<void> {
    on.state({ link: 'connecting' });
    let heldSince = Number.POSITIVE_INFINITY;
    try {
      const link = await openAmi(address, {
        event: (event) => stopped || on.event(event),
        closed() {
          if (performance.now() - heldSince > HELD_MS) wait = FIRST_WAIT_MS;
          again('closed');
        },
      });
      heldSince = performance.now();
      if (stopped) return link.close();
      open = link;
      on.opened(link);
      on.state({ link: 'connected' });
    } catch (error) {
      again(error instanceof AmiError ? error.trouble : 'unreachable');
    }
  }

  void attempt();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      open?.close();
    },
  };
}
