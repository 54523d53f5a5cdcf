import type { CoreClient } from '../../shared/contract/client.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { DialAnswer } from './dial-answer.ts';
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
export async function requestDial(number: string, options: DialRequestOptions): Promise<DialAnswer> {
  const { core, isRegistered, onRefused, log } = options;
  const until = Date.now() + PATIENCE_MS;
  while (!isRegistered() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  try {
    const { callId } = await core.request('calls.dial', { number });
    return { result: 'dialled', number, callId };
  } catch (error) {
    log.warn('number of another program not dialled', {
      reason: error instanceof Error ? error.message : String(error),
    });
    onRefused(number);
    return { result: 'refused', number, code: error instanceof Failure ? error.code : 'internal' };
  }
}
