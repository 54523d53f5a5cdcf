import type { CoreClient } from '../../shared/contract/client.ts';
import type { Log } from './log.ts';

/** A link may have started the program: so long may the line take until the number is dialled or refused. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 100;

export interface DialRequestOptions {
  readonly core: Pick<CoreClient, 'request'>;
  readonly isRegistered: () => boolean;
  readonly onRefused: (number: string) => void;
  readonly log: Log;
}

/** Dials for another program: waits for the line, then asks the core once; a number dialled twice is worse than none. */
export async function requestDial(number: string, options: DialRequestOptions): Promise<void> {
  const { core, isRegistered, onRefused, log } = options;
  const until = Date.now() + PATIENCE_MS;
  while (!isRegistered() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  try {
    await core.request('calls.dial', { number });
  } catch (error) {
    log.warn('number of a link not dialled', {
      reason: error instanceof Error ? error.message : String(error),
    });
    onRefused(number);
  }
}
