import type { Sqlite } from '../../open.ts';

const OPEN = "state = 'waiting' and deleted_at is null";
const OWN = 'owner_id = +@agentId';
const POOL = 'owner_id is null';

/**
 * The prospect whose turn it is: the operator's own before the pool, the highest priority first, in it those whose time
 * has come before those that were never called, then in the list's order. Each step is a seek in `leads_next_own`, so
 * it costs the same in a list of a hundred thousand.
 */
export function createChoice(sqlite: Sqlite) {
  const among = (owner: string) => {
    const range = `from leads where campaign_id = +@campaignId and ${owner} and ${OPEN}`;
    return {
      priority: sqlite.prepare(`select max(priority) ${range} and priority < +@below`).pluck(),
      due: sqlite
        .prepare(
          `select id ${range} and priority = +@priority and next_at <= +@now order by next_at, position limit 1`,
        )
        .pluck(),
      fresh: sqlite
        .prepare(`select id ${range} and priority = +@priority and next_at is null order by position limit 1`)
        .pluck(),
      nextAt: sqlite
        .prepare(`select min(next_at) ${range} and priority = +@priority and next_at > +@now`)
        .pluck(),
    };
  };
  const lanes = [among(OWN), among(POOL)];

  function* priorities(lane: (typeof lanes)[number], campaignId: string, agentId: string) {
    let below = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const priority = lane.priority.get({ campaignId, agentId, below }) as number | null;
      if (priority === null) return;
      yield priority;
      below = priority;
    }
  }

  return {
    first(campaignId: string, agentId: string, now: number): string | undefined {
      for (const lane of lanes) {
        for (const priority of priorities(lane, campaignId, agentId)) {
          const asked = { campaignId, agentId, priority, now };
          const id = lane.due.get(asked) ?? lane.fresh.get(asked);
          if (id !== undefined) return id as string;
        }
      }
      return undefined;
    },
    /** When the next one comes due that is not yet. */
    nextAt(campaignId: string, agentId: string, now: number): number | undefined {
      const times = lanes.flatMap((lane) =>
        [...priorities(lane, campaignId, agentId)].map(
          (priority) => lane.nextAt.get({ campaignId, agentId, priority, now }) as number | null,
        ),
      );
      const known = times.filter((time) => time !== null);
      return known.length === 0 ? undefined : Math.min(...known);
    },
  };
}
