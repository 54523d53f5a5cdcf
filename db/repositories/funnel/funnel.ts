import type { Stage } from '../../../shared/domain/contact/stage.ts';
import type { Entry, Journey } from '../../../shared/domain/funnel/funnel.ts';
import type { Sqlite } from '../../open.ts';
import { present } from '../present.ts';

export interface JourneyFilter {
  /** UTC ms: only customers who came into a stage at or after, and before. */
  readonly from: number;
  readonly to: number;
  readonly campaignId?: string | undefined;
  readonly channel?: string | undefined;
  readonly region?: string | undefined;
}

export interface FunnelJourney extends Journey {
  readonly channel: string | null;
  readonly region: string | null;
}

export interface FunnelContact {
  readonly contactId: string;
  readonly name: string;
  readonly organisationName?: string;
  readonly stage: Stage;
}

/** Ways of customers through the stages, for a connection that only reads. */
export interface FunnelReader {
  /** Whole ways, from the beginning until now. Deleted customers are left out. */
  journeys(filter: JourneyFilter): Iterable<FunnelJourney>;
  /** In the order of the ids. */
  contacts(ids: readonly string[]): FunnelContact[];
}

interface Row {
  readonly contactId: string;
  readonly channel: string | null;
  readonly region: string | null;
  readonly createdAt: number;
  readonly stage: Stage;
  readonly responsibleId: string | null;
  /** Null: nothing ever changed. */
  readonly at: number | null;
  readonly fromStage: Stage | null;
  readonly toStage: Stage | null;
  readonly byId: string | null;
}

/** Whoever began in the period, or was moved in it: two ranges of two indexes. */
const WHO = `select id from contacts indexed by contacts_created
    where created_at >= +@from and created_at < +@to and deleted_at is null
  union select contact_id from stage_changes indexed by stage_changes_at where at >= +@from and at < +@to`;

export function createFunnelReader(sqlite: Sqlite): FunnelReader {
  const all = sqlite.prepare(
    `select c.id as contactId, c.channel, nullif(trim(c.region), '') as region, c.created_at as createdAt, c.stage,
       c.responsible_id as responsibleId, s.at, s.from_stage as fromStage, s.to_stage as toStage, s.by_id as byId
     from (${WHO}) w cross join contacts c on c.id = w.id
       left join stage_changes s indexed by stage_changes_contact on s.contact_id = c.id
     where c.deleted_at is null
       and (@channel is null or c.channel = @channel)
       and (@region is null or trim(c.region) = @region)
       and (@campaignId is null or exists (select 1 from leads l
         where l.contact_id = c.id and l.campaign_id = @campaignId and l.deleted_at is null))
     order by c.id, s.seq`,
  );
  const contacts = sqlite.prepare(
    `select c.id as contactId, c.name, o.name as organisationName, c.stage
     from json_each(?) i cross join contacts c on c.id = i.value
       left join contacts o on o.id = c.organisation_id and o.deleted_at is null
     order by i.key`,
  );
  return {
    *journeys({ from, to, campaignId = null, channel = null, region = null }) {
      let open: Row[] = [];
      for (const row of all.iterate({ from, to, campaignId, channel, region }) as Iterable<Row>) {
        if (open.length > 0 && open[0]?.contactId !== row.contactId) {
          yield journeyOf(open);
          open = [];
        }
        open.push(row);
      }
      if (open.length > 0) yield journeyOf(open);
    },
    contacts: (ids) =>
      (contacts.all(JSON.stringify(ids)) as object[]).map((row) => present(row) as unknown as FunnelContact),
  };
}

/** The beginning is not written down: it is the stage that the first change left, or the present one. */
function journeyOf(rows: readonly Row[]): FunnelJourney {
  const [first] = rows as [Row];
  const began: Entry = {
    at: first.createdAt,
    stage: first.fromStage ?? first.stage,
    byId: first.responsibleId,
  };
  const moves = rows.flatMap(({ at, toStage, byId }): Entry[] =>
    at === null || toStage === null ? [] : [{ at, stage: toStage, byId }],
  );
  return {
    contactId: first.contactId,
    channel: first.channel,
    region: first.region,
    entries: [began, ...moves],
  };
}
