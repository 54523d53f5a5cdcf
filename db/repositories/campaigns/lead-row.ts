import type { Lead } from '../../../shared/domain/pacing/campaign.ts';
import type { leads } from '../../schema/selling.ts';
import type { RowOf } from '../aggregate.ts';
import { present } from '../present.ts';

export type LeadState = RowOf<typeof leads>;

/** A prospect as its row keeps it. */
export const toLeadState = (lead: Lead): LeadState => ({
  campaignId: lead.campaignId,
  contactId: lead.contactId,
  state: lead.state,
  priority: lead.priority,
  position: lead.position,
  ownerId: lead.ownerId ?? null,
  attempts: lead.attempts,
  lastAttemptAt: lead.lastAttemptAt ?? null,
  lastResult: lead.lastResult ?? null,
  nextAt: lead.nextAt ?? null,
  nextNumber: lead.nextNumber ?? null,
  end: lead.end ?? null,
  leaseToken: lead.lease?.token ?? null,
  leaseBy: lead.lease?.agentId ?? null,
  leaseUntil: lead.lease?.until ?? null,
  callId: lead.callId ?? null,
});

export function toLead(id: string, row: LeadState): Lead {
  const { campaignId, contactId, state, priority, position, attempts } = row;
  const { ownerId, lastAttemptAt, lastResult, nextAt, nextNumber, end, callId } = row;
  const { leaseToken: token, leaseBy: agentId, leaseUntil: until } = row;
  return {
    ...{ id, campaignId, contactId, state, priority, position, attempts },
    ...present({ ownerId, lastAttemptAt, lastResult, nextAt, nextNumber, end, callId }),
    ...(token === null || agentId === null || until === null ? {} : { lease: { token, agentId, until } }),
  };
}
