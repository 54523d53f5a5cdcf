import type { Repositories } from '../../../db/repositories/index.ts';
import type { PhoneConfig } from '../../../shared/contract/phone.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Agent } from '../agent/agent.ts';
import { asFailure } from '../host/as-failure.ts';
import type { Log } from '../host/log.ts';
import type { Troubles } from '../host/troubles.ts';
import type { Accounts } from '../pbx/accounts.ts';
import type { PhoneLink } from './phone-link.ts';

export interface PhoneConfigurationOptions {
  readonly repositories: Pick<Repositories, 'accounts'>;
  readonly accounts: () => Accounts;
  readonly agent: () => Agent;
  readonly phone: PhoneLink;
  readonly settings: () => Settings;
  readonly troubles: Troubles;
  /** Somebody is here who can take a call. */
  readonly manned: () => boolean;
  readonly log: Log;
}

/** What the phone is to be: its line, its sound, and what it does with calls by itself. */
export function createPhoneConfiguration(options: PhoneConfigurationOptions) {
  const { repositories, phone, troubles, log } = options;

  async function config(): Promise<PhoneConfig> {
    const account = !options.manned()
      ? undefined
      : await options
          .accounts()
          .line()
          .then(
            (line) => {
              troubles.set('password', undefined);
              return line;
            },
            (error: unknown) => {
              troubles.set('password', asFailure(error));
              log.error({ err: error }, 'the line cannot be used: its password cannot be read');
              // Nobody is going to connect: "connecting" would never end.
              phone.setRegistration({ accountId: repositories.accounts.active()?.id ?? '', state: 'off' });
              return undefined;
            },
          );
    const { audio, recordAutomatically, announcement, lineAnnouncements } = options.settings();
    const agent = options.agent();
    return {
      ...(account ? { account } : {}),
      audio,
      recordAutomatically,
      announcement: { ...announcement, how: lineAnnouncements[account?.id ?? ''] ?? announcement.how },
      incoming: agent.incoming(),
      watch: agent.watch(),
    };
  }

  return {
    config,
    /** `again`: the line was saved anew, so one that was given up is tried once more, also with the same words. */
    send({ again = false } = {}): void {
      const { attached, registration } = phone.state();
      if (!attached) return;
      const givenUp = again && registration?.state === 'refused';
      config()
        .then(async ({ account, ...rest }) => {
          if (givenUp) await phone.command('phone.configure', rest);
          await phone.command('phone.configure', { ...rest, ...(account ? { account } : {}) });
        })
        .catch((error: unknown) => log.warn({ err: error }, 'the phone did not take its configuration'));
    },
  };
}
