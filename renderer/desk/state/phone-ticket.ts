import type { CoreClient } from '../../../shared/contract/client.ts';
import { asFailure } from './use-ask.ts';

/** Lets the phone page of this desk in, as soon as somebody is: until then there is no line to be had. */
export async function phoneTicket(core: CoreClient): Promise<string> {
  for (;;) {
    // Listened to before it is asked: whoever comes in between must not be waited for.
    const change = nextChange(core);
    try {
      return (await core.request('session.phoneTicket', {})).ticket;
    } catch (error) {
      if (asFailure(error).code !== 'loginNeeded') throw error;
    }
    await change;
  }
}

const nextChange = (core: CoreClient) =>
  new Promise<void>((resolve) => {
    const stop = core.on('session.changed', () => {
      stop();
      resolve();
    });
  });
