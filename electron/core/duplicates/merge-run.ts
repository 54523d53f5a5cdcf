import type { Candidates, SweptCard } from '../../../db/repositories/duplicates/candidates.ts';
import type { PairPlace, PairStore } from '../../../db/repositories/duplicates/pair-store.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { MergeRunCounts } from '../../../shared/domain/duplicates/merge-run.ts';
import { judge } from './blocks.ts';

export interface MergeRunWork {
  readonly repositories: Pick<Repositories, 'merges' | 'mergeRuns'>;
  readonly candidates: Candidates;
  readonly pairs: PairStore;
  transaction<T>(work: () => T): T;
  cancelled(): boolean;
  progress(): void;
  /** How long the next transaction may take, ms. */
  transactionMs(): number;
  breathe(transactionMs: number): Promise<void>;
}

const PAGE = 200;

/** What of a merge cannot be done is left as it is; anything else is an error. */
const LEFT: ReadonlySet<string> = new Set([
  'notFound',
  'changedMeanwhile',
  'mergeOfUnlike',
  'mergeTooLarge',
  'mergedOn',
]);
const isLeft = (error: unknown): boolean => error instanceof Failure && LEFT.has(error.code);

/**
 * Merges what is certain, in short transactions of whole merges, each with its count. Each pair is judged anew, since the cards may
 * have changed. Cut off, it is begun anew: what was merged is no pair any more.
 */
export async function mergeCertain(id: string, run: MergeRunWork): Promise<{ cancelled: boolean }> {
  const { merges, mergeRuns } = run.repositories;
  let counts: MergeRunCounts = { ...countsOf(run, id), skipped: 0 };
  let after: PairPlace | undefined;
  for (;;) {
    const page = run.pairs.page({ certain: true, after, limit: PAGE });
    for (let at = 0; at < page.length; ) {
      if (run.cancelled()) return { cancelled: true };
      const begun = performance.now();
      const until = begun + run.transactionMs();
      const done: (readonly [string, string])[] = [];
      run.transaction(() => {
        do {
          const { firstId, secondId } = page[at] as (typeof page)[number];
          const merged = mergeOne(run, id, firstId, secondId);
          counts = merged
            ? { ...counts, merged: counts.merged + 1 }
            : { ...counts, skipped: counts.skipped + 1 };
          if (merged) done.push([firstId, secondId]);
          at += 1;
        } while (at < page.length && performance.now() < until);
        mergeRuns.count(id, counts);
      });
      for (const pair of done) run.pairs.drop(...pair);
      run.progress();
      await run.breathe(performance.now() - begun);
    }
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  await finishLong(run, merges);
  return { cancelled: false };
}

function mergeOne(run: MergeRunWork, runId: string, firstId: string, secondId: string): boolean {
  const { merges } = run.repositories;
  const [one, other] = [merges.follow(firstId), merges.follow(secondId)].map((id) => run.candidates.card(id));
  const pair = judge(run.candidates, one, other);
  if (pair?.certain !== true || one === undefined || other === undefined) return false;
  if ([one.id, other.id].some((id) => merges.isInHand(id))) return false;
  const [into, from] = stays(one, other) ? [one, other] : [other, one];
  try {
    merges.merge({ fromId: from.id, intoId: into.id, choices: {}, runId });
    return true;
  } catch (error) {
    if (isLeft(error)) return false;
    throw error;
  }
}

/** Which of two stays: who is known longer. */
export const stays = (
  one: Pick<SweptCard, 'id' | 'since'>,
  other: Pick<SweptCard, 'id' | 'since'>,
): boolean => (one.since === other.since ? one.id < other.id : one.since < other.since);

/** Takes a run back, the last merge first; what somebody merged on with stays. Cut off, it goes on with those that still stand. */
export async function undoRun(id: string, run: MergeRunWork): Promise<void> {
  const { merges, mergeRuns } = run.repositories;
  let counts: MergeRunCounts = { ...countsOf(run, id), kept: 0 };
  let before: string | undefined;
  for (;;) {
    const page = merges.ofRun(id, before, PAGE);
    for (let at = 0; at < page.length; ) {
      if (run.cancelled()) return;
      const begun = performance.now();
      const until = begun + run.transactionMs();
      run.transaction(() => {
        do {
          const back = undoOne(run, page[at] as string);
          counts = back ? { ...counts, back: counts.back + 1 } : { ...counts, kept: counts.kept + 1 };
          at += 1;
        } while (at < page.length && performance.now() < until);
        mergeRuns.count(id, counts);
      });
      run.progress();
      await run.breathe(performance.now() - begun);
    }
    before = page.at(-1);
    if (page.length < PAGE) break;
  }
  await finishLong(run, merges);
}

function undoOne({ repositories: { merges } }: MergeRunWork, mergeId: string): boolean {
  try {
    merges.undo(mergeId);
    return true;
  } catch (error) {
    if (isLeft(error)) return false;
    throw error;
  }
}

/** Long histories follow. */
async function finishLong(run: MergeRunWork, merges: Repositories['merges']): Promise<void> {
  for (let more = true; more && !run.cancelled(); ) {
    const begun = performance.now();
    more = merges.step();
    await run.breathe(performance.now() - begun);
  }
}

function countsOf({ repositories: { mergeRuns } }: MergeRunWork, id: string): MergeRunCounts {
  const run = mergeRuns.get(id);
  if (run === undefined) throw new Failure('notFound', { id });
  return run.counts;
}
