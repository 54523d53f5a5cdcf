import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Lead } from '../../../shared/domain/pacing/campaign.ts';
import { retryCause } from '../../../shared/domain/pacing/retry-cause.ts';
import type { LiveCalls } from '../calls/live-calls.ts';

export interface AttemptsOptions {
  readonly repositories: Pick<Repositories, 'leads' | 'campaigns' | 'calls'>;
  readonly live: () => Pick<LiveCalls, 'amend' | 'announce' | 'isLive'>;
  readonly actorId: () => string;
  readonly now: () => number;
  /** On the screen for its next attempt; what is said of the last one does not take it away. */
  readonly isOffered: (leadId: string) => boolean;
  readonly onChanged: (campaignIds: readonly string[]) => void;
}

/**
 * What calls mean for the prospects that they are for, whoever works on the list and whether anybody still does: a call
 * that outlives its dialler, its desk or its core settles its prospect all the same.
 */
export function createAttempts(options: AttemptsOptions) {
  const { repositories, live, now } = options;
  const { leads, campaigns, calls } = repositories;

  const changed = (lead: Lead | undefined): void => {
    if (lead !== undefined) options.onChanged([lead.campaignId]);
  };

  /** Gives the prospect back once nothing of its attempt is open any more. */
  function finish(leadId: string): void {
    if (options.isOffered(leadId)) return;
    const lead = leads.get(leadId);
    const token = lead?.lease?.token;
    if (token !== undefined && lead?.lease?.agentId === options.actorId())
      changed(leads.apply(leadId, { kind: 'released', at: now(), token }));
  }

  function ended(call: CallView, leadId: string): void {
    const at = call.endedAt ?? now();
    const { id: callId, answeredAt, identity, remote } = call;
    const lead = leads.get(leadId);
    // Of an older attempt: somebody writes its note.
    if (lead === undefined || lead.callId !== callId) return;
    if (answeredAt !== undefined) leads.apply(leadId, { kind: 'talked', at, callId });
    else {
      const cause = retryCause(call.result);
      const number = identity.reading.kind === 'e164' ? identity.reading.e164 : remote.number;
      leads.apply(leadId, { kind: 'endedWithoutTalk', at, callId, cause, number });
    }
    // A failed attempt waits for nobody; after a talk somebody says how it went.
    if (answeredAt === undefined || call.wrapUp !== 'open') finish(leadId);
    else changed(lead);
  }

  /** They were faster: whoever has them on a list need not call, and what comes of this talk is the list's answer. */
  function calledIn({ id: callId, contactId, answeredAt }: CallView): void {
    if (contactId === undefined || answeredAt === undefined) return;
    const open = leads
      .openOf(contactId)
      .filter(({ campaignId }) => (campaigns.pacing(campaignId)?.state ?? 'ended') !== 'ended');
    if (open.length === 0) return;
    for (const { id } of open) leads.apply(id, { kind: 'calledIn', at: answeredAt, callId });
    const settles = open.find(({ state }) => state === 'claimed') ?? open[0];
    live().amend(callId, (record) => ({ ...record, leadId: settles?.id }));
    live().announce(callId);
    options.onChanged(open.map(({ campaignId }) => campaignId));
  }

  return {
    callChanged(call: CallView): void {
      if (call.purpose !== 'talk') return;
      if (call.leadId !== undefined) {
        if (call.state === 'ended') ended(call, call.leadId);
      } else if (call.direction === 'inbound' && call.state !== 'ended') calledIn(call);
    },
    /** Something of this prospect is still going on: its call, or the wrap-up of its talk. */
    isOpen({ callId }: Lead): boolean {
      if (callId === undefined) return false;
      return live().isLive(callId) || calls.get(callId)?.wrapUp === 'open';
    },
    /** After a start: what was reserved goes back, unless its call may still live or its wrap-up is open. */
    recover(): void {
      for (const lead of leads.heldBy(options.actorId())) {
        const { id, callId } = lead;
        if (callId !== undefined && live().isLive(callId)) continue;
        const record = callId === undefined ? undefined : calls.get(callId);
        if (callId !== undefined && record === undefined)
          leads.apply(id, { kind: 'notDialled', at: now(), callId });
        if (callId !== undefined && record !== undefined) ended(calls.view(callId), id);
        if (!this.isOpen(leads.get(id) ?? lead)) finish(id);
      }
    },
  };
}

export type Attempts = ReturnType<typeof createAttempts>;
