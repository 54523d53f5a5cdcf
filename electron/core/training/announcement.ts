import type { LegOptions } from './call-leg.ts';
import type { CallContext } from './calls-context.ts';
import type { Destination, ServiceBehaviour } from './dial-plan.ts';
import { pitched } from './media/pitch.ts';
import { CONFIRMATION_MS, confirmation, speech } from './media/speech.ts';

/** The sound path needs a moment after the answer; what is said before is lost. */
const LEAD_MS = 600;
/** The message of the mailbox has another voice than any caller. */
const MESSAGE_PITCH = 0.9;

/** From the answer until the exchange hangs up. */
export const ANNOUNCEMENT_MS: Readonly<Record<ServiceBehaviour['kind'], number>> = {
  confirms: LEAD_MS + CONFIRMATION_MS + 240,
  mailbox: 12_000,
};

/** What the exchange says when its own service was dialled; nothing for anybody else. */
export function announced(
  behaviour: Destination['behaviour'],
  context: CallContext,
): Pick<LegOptions, 'announcement' | 'service'> {
  switch (behaviour?.kind) {
    case 'confirms':
      return { service: 'confirms', announcement: async () => confirmation(LEAD_MS) };
    case 'mailbox':
      return {
        service: 'mailbox',
        announcement: async () => {
          const clip = (id: 'callback' | 'thanks') => context.clips.clip(id, context.language());
          const [message, thanks] = await Promise.all([clip('callback'), clip('thanks')]);
          return speech([
            { pauseMs: LEAD_MS },
            { clip: pitched(message, MESSAGE_PITCH) },
            { pauseMs: 600 },
            { clip: pitched(thanks, MESSAGE_PITCH) },
          ]);
        },
      };
    default:
      return {};
  }
}
