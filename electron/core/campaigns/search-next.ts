import { setImmediate as breathe } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import type { Lead, VerdictReason } from '../../../shared/domain/pacing/campaign.ts';
import type { Pacing } from './pacing.ts';
import type { Places } from './places.ts';

/** How long a reservation holds without a sign of life of its holder. */
export const LEASE_MS = 5 * 60_000;

/** Prospects that are looked at in one transaction: some 10 ms, so that a call in between does not wait. */
const BUDGET = 50;
/** Prospects that are asked why they wait; of more the rest is reckoned by proportion. */
const SAMPLE = 200;
const SLICE = 20;

export interface Seeker {
  readonly repositories: Pick<Repositories, 'leads' | 'campaigns'>;
  readonly pacing: Pacing;
  readonly places: Places;
  readonly agentId: () => string;
  readonly now: () => number;
}

/**
 * Reserves the next prospect that may be called. Goes through those that may not in small transactions; each of them
 * gets its time and is not looked at again before.
 *
 * @param wanted asked between the transactions: somebody may have left the list meanwhile
 */
export async function searchNext(
  { repositories, pacing, places, agentId, now }: Seeker,
  campaignId: string,
  wanted: () => boolean,
): Promise<Lead | undefined> {
  const token = uuid();
  for (;;) {
    const list = repositories.campaigns.pacing(campaignId);
    if (list?.state !== 'running') return undefined;
    const { lead, more } = repositories.leads.claim({
      campaignId,
      agentId: agentId(),
      token,
      until: now() + LEASE_MS,
      budget: BUDGET,
      judge: (candidate, facts) => pacing.judge(facts, list, candidate),
    });
    if (lead !== undefined || !more) return lead;
    await places.ready();
    await breathe();
    if (!wanted()) return undefined;
  }
}

/** Why nobody may be called, most frequent first. */
export async function obstaclesOf(
  { repositories, pacing, places, agentId, now }: Seeker,
  campaignId: string,
): Promise<Dialer['obstacles']> {
  const { leads, campaigns } = repositories;
  const counts = new Map<VerdictReason, number>();
  const add = (because: VerdictReason, more: number): void =>
    void counts.set(because, (counts.get(because) ?? 0) + more);
  for (const { because, leads: ended } of leads.refused(campaignId)) add(because, ended);
  const { ids, total } = leads.sample(campaignId, agentId(), SAMPLE);
  const each = ids.length === 0 ? 0 : total / ids.length;
  for (let from = 0; from < ids.length; from += SLICE) {
    for (const id of ids.slice(from, from + SLICE)) {
      const list = campaigns.pacing(campaignId);
      const lead = leads.get(id);
      if (list === undefined || lead === undefined) continue;
      const facts = leads.facts(lead.contactId, {
        now: now(),
        leadId: id,
        quietDays: list.rules.quietDays,
      });
      // Its written time is when it may be called next; why it may not now is in the rules without it.
      const judge = () => facts && pacing.judge(facts, list, { ...lead, nextAt: undefined });
      let verdict = judge();
      if (verdict === undefined && facts !== undefined) {
        await places.ready();
        verdict = judge();
      }
      if (verdict?.allowed === false) add(verdict.because, each);
      else if (verdict && (lead.nextAt ?? 0) > now()) add('retryPause', each);
    }
    await breathe();
  }
  return [...counts]
    .map(([because, leads]) => ({ because, leads: Math.round(leads) }))
    .sort((a, b) => b.leads - a.leads);
}
