import { isDeepStrictEqual } from 'node:util';
import {
  builtInOutcomes,
  inOrder,
  isBuiltIn,
  type OutcomeNode,
} from '../../../shared/domain/outcome/outcome.ts';
import { outcomes } from '../../schema/selling.ts';
import { type RowOf, rowAggregate } from '../aggregate.ts';
import type { Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

/** The firm's words for the end of a talk. As long as nobody changed them there are no rows, and the program's own hold. */
export interface Outcomes {
  /** The whole tree in order, retired ones included. */
  list(): OutcomeNode[];
  get(key: string): OutcomeNode | undefined;
  /** Puts the whole tree, retired ones included: nothing that a call may keep is ever taken out. */
  save(tree: readonly OutcomeNode[]): void;
}

export function createOutcomes({ db, newId }: Deps, changes: Changes): Outcomes {
  const aggregate = rowAggregate(db.sqlite, outcomes);
  changes.register(aggregate);
  const ids = db.sqlite.prepare('select id, key from outcomes where deleted_at is null order by key, id');

  /** By key; of two rows of one key (two desks made the same change apart) the elder counts. */
  function rows(): Map<string, { readonly id: string; readonly state: RowOf<typeof outcomes> }> {
    const found = new Map<string, { id: string; state: RowOf<typeof outcomes> }>();
    for (const { id, key } of ids.all() as { id: string; key: string }[]) {
      const stored = found.has(key) ? undefined : aggregate.read(id);
      if (stored) found.set(key, { id, state: stored.state });
    }
    return found;
  }

  function list(): OutcomeNode[] {
    const found = rows();
    if (found.size === 0) return builtInOutcomes();
    const nodes = [...found.values()].map(({ state: { parent, name, ...rest } }) => ({
      ...rest,
      ...present({ parent, name }),
    }));
    // A later version of the program may bring more than the firm has looked at: known, but not offered by itself.
    const news = builtInOutcomes().filter(({ key }) => !found.has(key));
    return inOrder([...nodes, ...news.map((node) => ({ ...node, retired: true }))]);
  }

  return {
    list,
    get: (key) => list().find((node) => node.key === key),
    save(tree) {
      db.transaction(() => {
        const found = rows();
        for (const { key, parent, name, position, retired, consequences } of tree) {
          const state = { key, parent: parent ?? null, name: name ?? null, position, retired, consequences };
          const row = found.get(key);
          if (isDeepStrictEqual(row?.state, state)) continue;
          changes.save(aggregate, row?.id ?? (isBuiltIn(key) ? newId() : key), state);
        }
      });
    },
  };
}
