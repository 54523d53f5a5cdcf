import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Log } from '../host/log.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import type { DialerTimers } from './timers.ts';
import type { Work } from './work.ts';

/** What ends by itself in the call of a prospect: the ringing, and in the progressive pace the wrap-up. */
export function createCallLimits(options: {
  readonly repositories: Pick<Repositories, 'campaigns'>;
  readonly phone: () => Pick<PhoneLink, 'command'>;
  readonly closeWrapUp: (callId: string) => void;
  readonly timers: DialerTimers;
  readonly now: () => number;
  readonly log: Log;
}) {
  const { timers, now, log } = options;
  const { campaigns } = options.repositories;

  return {
    /** Who does not answer in time is left in peace. */
    ringing({ campaignId }: Work, { id, answeredAt, startedAt, progressAt }: CallView): void {
      const seconds = campaigns.pacing(campaignId)?.rules.ringSeconds;
      timers.stop('ring');
      if (answeredAt !== undefined || seconds === undefined) return;
      timers.start('ring', (progressAt ?? startedAt) + seconds * 1000 - now(), () => {
        void options
          .phone()
          .command('phone.hangUp', { callId: id })
          .catch((error: unknown) =>
            log.info({ cause: error }, 'a call that rang too long could not be ended'),
          );
      });
    },
    wrapUp(given: Work, { id, endedAt }: CallView): void {
      const list = campaigns.pacing(given.campaignId);
      const seconds = list?.rules.wrapUpSeconds ?? 0;
      if (seconds === 0 || list?.pace !== 'progressive' || given.wrapUpEndsAt !== undefined) return;
      given.wrapUpEndsAt = (endedAt ?? now()) + seconds * 1000;
      timers.start('wrapUp', given.wrapUpEndsAt - now(), () => options.closeWrapUp(id));
    },
  };
}
