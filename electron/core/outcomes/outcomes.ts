import type { Repositories } from '../../../db/repositories/index.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { OutcomeNode, outcomeRequests } from '../../../shared/contract/outcomes.ts';
import { builtInOutcomes } from '../../../shared/domain/outcome/outcome.ts';
import { OUTCOMES_A_LEVEL, type OutcomeDraft, treeOf } from '../../../shared/domain/outcome/tree.ts';
import type { Context } from '../host/dispatch.ts';

export interface OutcomesOptions {
  readonly repositories: Pick<Repositories, 'outcomes'>;
  readonly newId: () => string;
  readonly onChanged: (tree: OutcomeNode[]) => void;
}

/** The firm's words for the end of a talk: read, changed as a whole, put back to what the program brings. */
export function createOutcomes({ repositories, newId, onChanged }: OutcomesOptions) {
  const { outcomes } = repositories;

  function save(drafts: readonly OutcomeDraft[]): OutcomeNode[] {
    const tree = treeOf(drafts, outcomes.list(), newId);
    if (tree === 'full') throw new Failure('outcomesFull', { count: OUTCOMES_A_LEVEL });
    if (tree === 'malformed') throw new Failure('badRequest');
    outcomes.save(tree);
    const saved = outcomes.list();
    onChanged(saved);
    return saved;
  }

  const handlers: Handlers<typeof outcomeRequests, Context> = {
    'outcomes.list': () => outcomes.list(),
    'outcomes.save': ({ outcomes: drafts }) => save(drafts),
    'outcomes.reset': () => save(builtInDrafts()),
  };
  return { handlers };
}

function builtInDrafts(): OutcomeDraft[] {
  const tree = builtInOutcomes();
  return tree.map(({ key, parent, retired, consequences }) => ({
    key,
    retired,
    consequences,
    ...(parent === undefined ? {} : { parentIndex: tree.findIndex((node) => node.key === parent) }),
  }));
}
