import type { Holding } from '../../../db/repositories/handovers/handovers.ts';
import type { HandOverCounts, HandOverOrder, HandOverPreview } from '../../../shared/contract/handovers.ts';
import {
  HANDOVER_KINDS,
  type HandOverKind,
  type HandOverRule,
  receiverOf,
  receiversOf,
  type Turns,
} from '../../../shared/domain/handover/hand-over.ts';
import { type KeyRepositories, keysBy } from './keys.ts';

export interface HandOverRun {
  readonly repositories: KeyRepositories;
  transaction<T>(work: () => T): T;
  cancelled(): boolean;
  /** After each transaction. */
  progress(): void;
  /** How long the next transaction may take, ms. */
  transactionMs(): number;
  /** Leaves the base to others for a while after a transaction. */
  breathe(transactionMs: number): Promise<void>;
}

/** Things that are handed over before the clock is looked at, also where the thread has to wait for its turn. */
const AT_LEAST = 20;
const EXAMPLES = 3;

/** In the order in which they go: what is about a customer follows him. */
const inOrder = (kinds: readonly HandOverKind[]): HandOverKind[] =>
  HANDOVER_KINDS.filter((kind) => kinds.includes(kind));

function counted(counts: HandOverCounts, kind: HandOverKind, to: string): HandOverCounts {
  const before = counts[kind] ?? {};
  return { ...counts, [kind]: { ...before, [to]: (before[to] ?? 0) + 1 } };
}

/** What would happen, by the same rule and in the same order. Changes nothing. */
export function preview(
  { fromId, kinds, rule }: HandOverOrder,
  repositories: KeyRepositories,
): HandOverPreview {
  const keys = keysBy(rule, repositories);
  const receivers = receiversOf(rule);
  const examples: HandOverPreview['examples'] = [];
  /** Whose the customers would be by then. */
  const given = new Map<string, string>();
  const counts: { [K in HandOverKind]?: Record<string, number> } = {};
  let turns: Turns = {};
  let total = 0;
  for (const kind of inOrder(kinds)) {
    const own: Record<string, number> = {};
    counts[kind] = own;
    const shown = new Map<string, number>();
    for (const holding of repositories.handOvers.holdings(kind, fromId)) {
      const customerOf = given.get(holding.contactId ?? '') ?? holding.responsibleId ?? undefined;
      const next = receiverOf({ kind, keys: keys(holding), customerOf }, rule, turns);
      turns = next.turns;
      if (kind === 'customers') given.set(holding.id, next.to);
      own[next.to] = (own[next.to] ?? 0) + 1;
      total += 1;
      const already = shown.get(next.to) ?? 0;
      // One of each receiver says more than three of one.
      if (already > 0 ? shown.size >= receivers.size && already < 2 : shown.size < EXAMPLES) {
        shown.set(next.to, already + 1);
        examples.push({ kind, name: holding.name, to: next.to });
      }
    }
  }
  return { total, counts, examples };
}

/**
 * Hands over in short transactions, each with its progress. What was handed over is not theirs any more, so one that was cut
 * off is begun anew and goes on where it was; the turns are kept, so that it stays even.
 */
export async function handOver(id: string, run: HandOverRun): Promise<{ cancelled: boolean }> {
  const { handOvers } = run.repositories;
  const { fromId, kinds, rule, counts: before, ...standing } = handOvers.running(id);
  const keys = keysBy(rule, run.repositories);
  const queue: { readonly kind: HandOverKind; readonly holding: Holding }[] = [];
  for (const kind of inOrder(kinds))
    for (const holding of handOvers.holdings(kind, fromId)) queue.push({ kind, holding });
  const done = Object.values(before).reduce(
    (sum, of) => sum + Object.values(of ?? {}).reduce((one, n) => one + n, 0),
    0,
  );
  run.transaction(() => handOvers.setTotal(id, done + queue.length));
  let [counts, turns] = [before, standing.turns];
  // Those that were busy before a crash are looked at again.
  let busy = 0;

  function one({ kind, holding }: (typeof queue)[number], within: HandOverRule): void {
    const { contactId } = holding;
    const customerOf = contactId === null ? undefined : handOvers.responsibleOf(contactId);
    const next = receiverOf({ kind, keys: keys(holding), customerOf }, within, turns);
    const fate = handOvers.move(id, kind, holding.id, fromId, next.to);
    if (fate === 'busy') busy += 1;
    if (fate !== 'moved') return;
    turns = next.turns;
    counts = counted(counts, kind, next.to);
  }

  for (let at = 0; at < queue.length; ) {
    if (run.cancelled()) return { cancelled: true };
    const begun = performance.now();
    const until = begun + run.transactionMs();
    run.transaction(() => {
      for (
        const first = at;
        at < queue.length && (at - first < AT_LEAST || performance.now() < until);
        at += 1
      )
        one(queue[at] as (typeof queue)[number], rule);
      handOvers.progress(id, { turns, counts, busy });
    });
    run.progress();
    await run.breathe(performance.now() - begun);
  }
  return { cancelled: false };
}

/** Gives back what stands as it was handed over. Each thing is marked with its transaction, so it can be cut off anywhere. */
export async function takeBack(id: string, run: HandOverRun): Promise<void> {
  const { handOvers } = run.repositories;
  for (let more = true; more && !run.cancelled(); ) {
    const begun = performance.now();
    const until = begun + run.transactionMs();
    run.transaction(() => {
      do more = handOvers.giveBack(id, AT_LEAST) === AT_LEAST;
      while (more && performance.now() < until);
    });
    run.progress();
    await run.breathe(performance.now() - begun);
  }
}
