import type { Repositories } from '../../../db/repositories/index.ts';
import type { Lead } from '../../../shared/domain/pacing/campaign.ts';
import { LEASE_MS } from './search-next.ts';

/** Several signs of life within the time of a reservation: one that the machine was too busy for does no harm. */
const RENEW_MS = 60_000;

/** Keeps the operator's reservations of which something is still open; the others run out by themselves. */
export function createKeeper(options: {
  readonly repositories: Pick<Repositories, 'leads'>;
  readonly agentId: () => string;
  readonly now: () => number;
  readonly isOpen: (lead: Lead) => boolean;
  readonly onFailed: (error: unknown) => void;
}) {
  const { leads } = options.repositories;

  function renew(): void {
    const at = options.now();
    for (const lead of leads.heldBy(options.agentId())) {
      const token = lead.lease?.token;
      if (token !== undefined && options.isOpen(lead))
        leads.apply(lead.id, { kind: 'renewed', at, token, until: at + LEASE_MS });
    }
  }

  const timer = setInterval(() => {
    try {
      renew();
    } catch (error) {
      options.onFailed(error);
    }
  }, RENEW_MS);
  timer.unref();
  return { renew, stop: () => clearInterval(timer) };
}
