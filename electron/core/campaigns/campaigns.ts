import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Log } from '../host/log.ts';
import { createAnnouncements } from './announce.ts';
import { createFills } from './fills.ts';
import { campaignHandlers } from './handlers.ts';
import { ListThread } from './list-thread.ts';
import { createPacing } from './pacing.ts';
import { createPermission } from './permission.ts';
import { createPlaces } from './places.ts';

export interface CampaignsOptions {
  readonly db: Pick<Db, 'transaction' | 'file'>;
  readonly repositories: Repositories;
  readonly actorId: string;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly log: Log;
  readonly onCampaignsChanged: (ids: string[]) => void;
}

/** Calling through lists: prospects, when they may be called, and who does it. */
export function createCampaigns(options: CampaignsOptions) {
  const { db, repositories, actorId, settings, now, log } = options;
  const thread = new ListThread();
  const announcements = createAnnouncements(options.onCampaignsChanged);
  const places = createPlaces({
    settings,
    async loadHolidays(country, year) {
      const end = await thread.perform({ kind: 'holidays', country, year });
      if (end.kind !== 'holidays') {
        log.error({ country, year, end }, 'holidays could not be read');
        throw new Error('no holidays');
      }
      return new Map(end.days);
    },
  });
  const pacing = createPacing({ repositories, places, now });
  const permission = createPermission({ repositories, pacing, places, settings, now });
  const fills = createFills({
    db,
    repositories,
    actorId,
    settings,
    log,
    onChanged: (campaignId) => announcements.changed([campaignId]),
  });

  return {
    handlers: campaignHandlers({
      db,
      repositories,
      actorId,
      settings,
      fills,
      thread,
      permission,
      onChanged: announcements.changed,
    }),
    permission,
    /** After the start: what a crash cut off goes on. */
    resume(): void {
      fills.resume();
    },
    async close(): Promise<void> {
      announcements.stop();
      await fills.close();
      await thread.close();
    },
  };
}
