import type { Repositories } from '../../../db/repositories/index.ts';
import { ownerInTurn } from '../../../shared/domain/pacing/distribute.ts';
import type { FillTask } from './tasks.ts';

export interface FillRun {
  readonly repositories: Pick<Repositories, 'leads' | 'segments' | 'campaigns' | 'contacts'>;
  transaction<T>(work: () => T): T;
  cancelled(): boolean;
  progress(): void;
  /** How long the next transaction may take, ms. */
  transactionMs(): number;
  /** Leaves the base to others for a while after a transaction. */
  breathe(transactionMs: number): Promise<void>;
}

/** Customers that are put in before the clock is looked at: two milliseconds' work, also where the thread has to wait for its turn. */
const AT_LEAST = 50;

/**
 * Puts customers into a list in short transactions. Who is in it stays as they are, so a run that a crash cut off is
 * done again from its beginning and ends the same.
 */
export async function fill(
  { campaignId, source, ownerIds }: FillTask,
  run: FillRun,
): Promise<{ added: number; cancelled: boolean }> {
  const { leads, segments, contacts, campaigns } = run.repositories;
  let position = leads.nextPosition(campaignId);
  let added = 0;
  const portions = source.kind === 'contacts' ? [source.ids] : segments.contacts(source.filter);
  for (const ids of portions) {
    // A list that its owner removed meanwhile takes nobody.
    if (run.cancelled() || campaigns.pacing(campaignId) === undefined) return { added, cancelled: true };
    if (ids.length === 0) await run.breathe(0);
    for (let at = 0; at < ids.length; ) {
      if (run.cancelled()) return { added, cancelled: true };
      const begun = performance.now();
      run.transaction(() => {
        const until = begun + run.transactionMs();
        const first = at;
        while (at < ids.length && (at - first < AT_LEAST || performance.now() < until)) {
          const id = ids[at++] as string;
          if (source.kind === 'contacts' && contacts.get(id) === undefined) continue;
          const ownerId = ownerInTurn(ownerIds, position);
          if (!leads.put(campaignId, id, { priority: 0, position, ownerId })) continue;
          position += 1;
          added += 1;
        }
      });
      run.progress();
      await run.breathe(performance.now() - begun);
    }
  }
  return { added, cancelled: false };
}
