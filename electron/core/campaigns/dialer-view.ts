import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Campaign, Dialer } from '../../../shared/contract/campaigns.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Pacing } from './pacing.ts';
import { stageOf, type Work } from './work.ts';

/** What desks are shown of the dialler. */
export function createDialerView(options: {
  readonly repositories: Repositories;
  readonly pacing: Pacing;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly campaign: (id: string) => Campaign;
}) {
  const { repositories, pacing, settings, now } = options;
  let counted: Campaign | undefined;

  /** As it was last counted: a list of 100,000 takes some milliseconds, and a key waits for this. */
  function campaignOf(id: string): Campaign {
    if (counted?.id !== id) counted = options.campaign(id);
    return counted;
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
    /** The list is other than before: it is counted again when it is next shown. */
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
