import type { z } from 'zod';
import type { campaignRequests, LeadRow } from '../../../shared/contract/campaigns.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import type { Search } from '../search/search.ts';

export type LeadFilter = z.output<(typeof campaignRequests)['campaigns.leads']['input']>;

export interface LeadPage {
  readonly leads: LeadRow[];
  readonly total: number;
}

type RawLead = { [K in keyof LeadRow]-?: LeadRow[K] | null };

/** Customers that a search for a prospect takes into account. */
const MOST_FOUND = 10_000;

const ROW = `select l.id, l.campaign_id as campaignId, l.contact_id as contactId, coalesce(c.name, '') as contactName,
    o.name as organisationName, coalesce(l.next_number, (select coalesce('+' || p.e164, p.raw) from contact_phones p
      where p.contact_id = l.contact_id and p.deleted_at is null and p.label <> 'fax'
      order by p.main desc, p.position limit 1)) as phone,
    l.state, l.priority, l.owner_id as ownerId, l.attempts, l.last_attempt_at as lastAttemptAt,
    l.last_result as lastResult, l.next_at as nextAt, l.end, l.lease_by as claimedBy
  from json_each(?) j cross join leads l on l.id = j.value
  left join contacts c on c.id = l.contact_id and c.deleted_at is null
  left join contacts o on o.id = c.organisation_id and o.deleted_at is null order by j.key`;

/** Prospects as people read them. First whose turn is next, then those that are done, the latest first. */
export function createLeadList({ db, home }: Deps, search: Search) {
  const { sqlite } = db;
  const rows = sqlite.prepare(ROW);
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? sqlite.prepare(sql).pluck();
    prepared.set(sql, known);
    return known;
  };

  function read(ids: readonly string[]): LeadRow[] {
    return (rows.all(JSON.stringify(ids)) as RawLead[]).map((raw) =>
      present({
        ...raw,
        phoneDisplay: raw.phone?.startsWith('+') ? formatNumber(raw.phone, home().country) : raw.phone,
      }),
    ) as LeadRow[];
  }

  function where({ state, end, search: text = '' }: LeadFilter): string {
    const states = {
      waiting: "state = 'waiting'",
      claimed: "state = 'claimed'",
      done: "state = 'done'",
      due: "state = 'waiting' and (next_at is null or next_at <= @now)",
    } as const;
    return [
      'campaign_id = +@campaignId and deleted_at is null',
      ...(state === undefined ? [] : [states[state]]),
      ...(end === undefined ? [] : ['end = @end']),
      ...(text.trim() === '' ? [] : ['contact_id in (select value from json_each(@contacts))']),
    ].join(' and ');
  }

  return {
    rows: read,
    page(filter: LeadFilter, now: number): LeadPage {
      const { campaignId, state, end, search: text = '', offset, limit } = filter;
      const given = {
        campaignId,
        ...(state === 'due' ? { now } : {}),
        ...(end === undefined ? {} : { end }),
        ...(text.trim() === '' ? {} : { contacts: JSON.stringify(search.ids(text, MOST_FOUND)) }),
      };
      const range = `from leads where ${where(filter)}`;
      const order =
        "state = 'done', priority desc, case when state = 'done' then -last_attempt_at else next_at end, position";
      const ids = statement(`select id ${range} order by ${order} limit +@limit offset +@offset`).all({
        ...given,
        limit,
        offset,
      });
      return {
        leads: read(ids as string[]),
        total: statement(`select count(*) ${range}`).get(given) as number,
      };
    },
  };
}
