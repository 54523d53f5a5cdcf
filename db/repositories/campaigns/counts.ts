import type { CampaignCounts } from '../../../shared/contract/campaigns.ts';
import type { LeadEnd, LeadState } from '../../../shared/domain/pacing/campaign.ts';
import type { Sqlite } from '../../open.ts';

/** Ends by which the person was spoken with, whatever they said. */
const REACHED: readonly (LeadEnd | null)[] = ['reached', 'agreed', 'refused'];

interface Group {
  readonly state: LeadState;
  readonly end: LeadEnd | null;
  readonly leads: number;
}

/** How far a list is. Everything is counted in an index: some milliseconds for 100,000 prospects. */
export function createCounts(sqlite: Sqlite): (campaignId: string, now: number) => CampaignCounts {
  const groups = sqlite.prepare(
    `select state, end, count(*) as leads from leads where campaign_id = +? and deleted_at is null group by state, end`,
  );
  // Most wait for nothing, so those that wait for their time are counted: a range of each priority.
  const OPEN = "from leads where campaign_id = +@campaignId and state = 'waiting' and deleted_at is null";
  const priority = sqlite.prepare(`select max(priority) ${OPEN} and priority < +@below`).pluck();
  const later = sqlite
    .prepare(`select count(*) ${OPEN} and priority = +@priority and next_at > +@now`)
    .pluck();
  const soonest = sqlite
    .prepare(`select min(next_at) ${OPEN} and priority = +@priority and next_at > +@now`)
    .pluck();
  const calls = sqlite
    .prepare('select count(*) from calls where campaign_id = +? and campaign_id is not null')
    .pluck();
  // Who asked on the telephone not to be called again was reached; who was on the list before was never called.
  const asked = sqlite
    .prepare(
      `select count(*) from leads where campaign_id = +? and state = 'done' and end = 'doNotCall'
       and deleted_at is null and last_result not in ('doNotCallNumber', 'doNotCallCustomer')`,
    )
    .pluck();

  function* priorities(campaignId: string): Generator<number> {
    for (let below = Number.MAX_SAFE_INTEGER; ; ) {
      const found = priority.get({ campaignId, below }) as number | null;
      if (found === null) return;
      yield found;
      below = found;
    }
  }

  function notDue(campaignId: string, now: number): number {
    let total = 0;
    for (const priority of priorities(campaignId))
      total += later.get({ campaignId, priority, now }) as number;
    return total;
  }

  function nextAt(campaignId: string, now: number): number | undefined {
    const times: number[] = [];
    for (const priority of priorities(campaignId)) {
      const found = soonest.get({ campaignId, priority, now }) as number | null;
      if (found !== null) times.push(found);
    }
    return times.length === 0 ? undefined : Math.min(...times);
  }

  return (campaignId, now) => {
    const all = groups.all(campaignId) as Group[];
    const sum = (hold: (group: Group) => boolean): number =>
      all.filter(hold).reduce((total, { leads }) => total + leads, 0);
    const waiting = sum(({ state }) => state === 'waiting');
    const due = waiting - notDue(campaignId, now);
    const next = due === 0 ? nextAt(campaignId, now) : undefined;
    return {
      leads: sum(() => true),
      waiting,
      due,
      ...(next === undefined ? {} : { nextAt: next }),
      claimed: sum(({ state }) => state === 'claimed'),
      done: sum(({ state }) => state === 'done'),
      calls: calls.get(campaignId) as number,
      reached: sum(({ end }) => REACHED.includes(end)) + (asked.get(campaignId) as number),
      agreed: sum(({ end }) => end === 'agreed'),
    };
  };
}
