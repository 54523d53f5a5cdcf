import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Campaign, CampaignCounts, Dialer } from '../../../shared/contract/campaigns.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Pacing } from './pacing.ts';
import { stageOf, type Work } from './work.ts';

/** What desks are shown of the dialler. */
export function createDialerView(options: {
  readonly repositories: Repositories;
  readonly pacing: Pacing;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly campaign: (id: string, counted?: CampaignCounts) => Campaign;
}) {
  const { repositories, pacing, settings, now } = options;
  let counted: { readonly id: string; readonly counts: CampaignCounts } | undefined;

  /** As it is, with the figures of when it was last counted: a list of 100,000 takes a while, and a key waits for this. */
  function campaignOf(id: string): Campaign {
    const campaign = options.campaign(id, counted?.id === id ? counted.counts : undefined);
    counted = { id, counts: campaign.counts };
    return campaign;
  }

  function prospect(work: Work): Partial<Dialer> | undefined {
    const list = repositories.campaigns.pacing(work.campaignId);
    const lead = work.lead && repositories.leads.get(work.lead.id);
    if (list === undefined || lead === undefined) return { numbers: [] };
    const facts = repositories.leads.facts(lead.contactId, {
      now: now(),
      leadId: lead.id,
      quietDays: list.rules.quietDays,
    });
    const row = repositories.leads.row(lead.id);
    if (facts === undefined) return { lead: row, numbers: [] };
    const numbers = pacing.offered(facts, list, lead);
    if (numbers === undefined) return undefined;
    return {
      lead: row,
      card: repositories.contacts.card(lead.contactId, settings().mandatoryFields),
      numbers,
      zone: pacing.zoneOf(facts, numbers[0]?.number),
    };
  }

  return {
    /** Its figures have changed: they are counted again when it is next shown. */
    forget(): void {
      counted = undefined;
    },
    /** Undefined: the calendar of a country has to be brought first. */
    of(work: Work | undefined, call: CallView | undefined): Dialer | undefined {
      const stage = stageOf(work, call);
      if (work === undefined) return { stage, paused: false, pausesNext: false, numbers: [], obstacles: [] };
      const shown = prospect(work);
      if (shown === undefined) return undefined;
      const { paused, pausesNext, callId, dialsAt, wrapUpEndsAt, nextAt } = work;
      return {
        stage,
        campaign: campaignOf(work.campaignId),
        paused,
        pausesNext,
        numbers: [],
        ...shown,
        ...(callId === undefined ? {} : { callId }),
        ...(dialsAt === undefined ? {} : { dialsAt }),
        ...(wrapUpEndsAt === undefined ? {} : { wrapUpEndsAt }),
        ...(stage !== 'empty' || nextAt === undefined ? {} : { nextAt }),
        obstacles: stage === 'empty' ? work.obstacles : [],
      };
    },
  };
}

export type DialerView = ReturnType<typeof createDialerView>;
