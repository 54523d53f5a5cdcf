import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Campaign, CampaignCounts, Dialer as DialerState } from '../../../shared/contract/campaigns.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Log } from '../host/log.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import { createAnnouncements } from './announce.ts';
import { createAttempts } from './attempts.ts';
import { createCallingTime } from './calling-time.ts';
import { createDialer } from './dialer.ts';
import { createFills } from './fills.ts';
import { campaignHandlers } from './handlers.ts';
import { ListThread } from './list-thread.ts';
import { createPacing } from './pacing.ts';
import { createPermission } from './permission.ts';
import { createPlaces } from './places.ts';
import { createPresence } from './presence.ts';

export interface CampaignsOptions {
  readonly db: Pick<Db, 'transaction' | 'file'>;
  readonly repositories: Repositories;
  readonly actorId: () => string;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly log: Log;
  readonly live: () => LiveCalls;
  readonly closeWrapUp: (callId: string) => void;
  readonly dialling: () => Dialling;
  readonly phone: () => PhoneLink;
  readonly limits?: DialerLimits;
  readonly onCampaignsChanged: (ids: string[]) => void;
  readonly onDialerChanged: (state: DialerState) => void;
}

export interface DialerLimits {
  /** How long nobody may sit at a desk before what was reserved goes back, ms. */
  readonly deskGraceMs: number;
}

/** Calling through lists: prospects, when they may be called, and who does it. */
export function createCampaigns(options: CampaignsOptions) {
  const { db, repositories, actorId, settings, now, log } = options;
  const thread = new ListThread();
  const announcements = createAnnouncements((ids) => {
    options.onCampaignsChanged(ids);
    dialer.changed(ids);
  });
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

  const campaign = (id: string, counted?: CampaignCounts): Campaign => ({
    ...repositories.campaigns.get(id, counted),
    filling: fills.isFilling(id),
  });
  const attempts = createAttempts({
    ...options,
    isOffered: (leadId) => dialer.isOffered(leadId),
    onChanged: announcements.changed,
  });
  const dialer = createDialer({
    ...options,
    agentId: actorId,
    pacing,
    places,
    attempts,
    campaign,
    onChanged: options.onDialerChanged,
    onCampaignsChanged: announcements.changed,
  });
  const presence = createPresence({
    ...(options.limits ? { graceMs: options.limits.deskGraceMs } : {}),
    onGone: () => void dialer.leave().catch((error: unknown) => log.error({ err: error }, 'not given back')),
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
      callingTime: createCallingTime({ repositories, places, settings }),
      dialer,
      campaign,
      onChanged: announcements.changed,
    }),
    permission,
    zoneOf: (
      card: { zone?: string | undefined; region?: string | undefined },
      number: string | undefined,
    ): string => places.of(card, number).zone,
    presence,
    /** A call is other than before; in the order in which it was told. */
    callChanged(call: CallView): void {
      try {
        attempts.callChanged(call);
        dialer.callChanged(call);
      } catch (error) {
        // The call itself is kept, and its reservation runs out by itself.
        log.error({ err: error, callId: call.id }, 'a call could not be settled with its prospect');
      }
    },
    /** The wrap-up of this call was closed: its prospect goes back, and the next one comes. */
    onWrapUpClosed(callId: string): void {
      if (repositories.calls.get(callId)) this.callChanged(repositories.calls.view(callId));
    },
    /** Customers are other than before, or gone. */
    contactsChanged: () => dialer.changed(),
    /** Another person comes: what this one reserved goes back. */
    personLeaves: () => dialer.leave(),
    /** A break from the queues of the PBX is one from the list as well; going on is a key of its own. */
    breakBegins: () => void dialer.pause(true).catch(() => {}),
    /** After the start: what a crash cut off goes on, what was reserved goes back. */
    resume(): void {
      attempts.recover();
      fills.resume();
    },
    async close(): Promise<void> {
      announcements.stop();
      presence.stop();
      dialer.stop();
      await fills.close();
      await thread.close();
    },
  };
}
