import type { Sqlite } from '../../open.ts';

/** The card that stands for this id now: itself, or the one that it was merged into, however often. */
export type Follow = (contactId: string) => string;

/** Nobody merges so often; a ring, which cannot be, would end here. */
const LONGEST = 100;

export function createFollower(sqlite: Sqlite): Follow {
  // The condition is the partial index's own, and it is asked before every row that newly names a customer.
  const into = sqlite
    .prepare('select into_id from merges where from_id = +? and deleted_at is null limit 1')
    .pluck();
  return (contactId) => {
    let at = contactId;
    for (let steps = 0; steps < LONGEST; steps += 1) {
      const next = into.get(at) as string | undefined;
      if (next === undefined) return at;
      at = next;
    }
    return at;
  };
}
