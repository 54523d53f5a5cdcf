import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { obstaclesOf, type Seeker } from './search-next.ts';
import type { DialerTimers } from './timers.ts';
import type { Work } from './work.ts';

/** The list is looked at again at least this often: others give prospects back. */
const LOOK_AGAIN_MS = 30_000;

/** While nobody in the list may be called: from when somebody may, and why nobody. */
export function createEmptyList(
  options: Seeker & {
    readonly campaign: (id: string) => Campaign;
    readonly timers: DialerTimers;
    readonly tell: () => void;
    readonly lookAgain: (given: Work) => void;
  },
) {
  const { timers, now, agentId } = options;
  const { leads, campaigns } = options.repositories;

  return {
    /** @param wanted false as soon as the operator went on */
    async wait(given: Work, wanted: () => boolean): Promise<void> {
      const first = !given.empty;
      given.empty = true;
      const at = now();
      given.nextAt = leads.nextAt(given.campaignId, agentId(), at);
      const ms = Math.min(LOOK_AGAIN_MS, (given.nextAt ?? Number.POSITIVE_INFINITY) - at);
      timers.start('look', ms, () => options.lookAgain(given));
      if (first) options.tell();
      const isRunning = campaigns.pacing(given.campaignId)?.state === 'running';
      const obstacles = isRunning
        ? await obstaclesOf(options, given.campaignId)
        : [
            {
              because: 'campaignNotRunning' as const,
              leads: options.campaign(given.campaignId).counts.waiting,
            },
          ];
      if (!wanted()) return;
      given.obstacles = obstacles;
      options.tell();
    },
  };
}
