import type { FunnelReader } from '../../../db/repositories/funnel/funnel.ts';
import type { ResultReader } from '../../../db/repositories/results/results.ts';
import type { FunnelFilter } from '../../../shared/contract/funnel.ts';
import type { Output } from '../../../shared/contract/index.ts';
import { entriesBy, funnelOf, type Passage, passagesOf } from '../../../shared/domain/funnel/funnel.ts';
import { momentsOf, type Period, previousPeriod } from '../../../shared/domain/reports/calendar.ts';
import type { ParsedInput, Surroundings } from '../results/task.ts';

interface Placed extends Passage {
  readonly channel: string | null;
  readonly region: string | null;
}

export interface FunnelSources {
  readonly funnel: FunnelReader;
  readonly reader: ResultReader;
}

function passages(
  { funnel }: FunnelSources,
  filter: FunnelFilter,
  period: Period,
  around: Surroundings,
): Placed[] {
  const { campaignId, channel, region, agentId } = filter;
  const moments = momentsOf(period, around.zone);
  const found: Placed[] = [];
  for (const journey of funnel.journeys({ ...moments, campaignId, channel, region }))
    for (const passage of passagesOf(journey, moments, around.owners))
      if (agentId === undefined || passage.byId === agentId)
        found.push({ ...passage, channel: journey.channel, region: journey.region });
  return found;
}

export function funnelFigures(
  sources: FunnelSources,
  filter: FunnelFilter,
  around: Surroundings,
): Output<'funnel.figures'> {
  const { firstDay, lastDay } = filter.against ?? previousPeriod(filter);
  const now = passages(sources, filter, filter, around);
  const before = funnelOf(passages(sources, filter, { firstDay, lastDay }, around));
  const names = new Map(sources.reader.agents().map(({ id, name }) => [id, name]));
  const parts = (of: 'byId' | 'channel' | 'region', nameOf: (key: string) => string) =>
    entriesBy(now, (passage) => (passage as Placed)[of]).map(({ key, entered }) => ({
      ...(key === null ? {} : { key }),
      name: key === null ? '' : nameOf(key),
      entered: { ...entered },
    }));
  return {
    rows: funnelOf(now).map((row, n) => ({ ...row, before: before[n]?.entered ?? 0 })),
    before: { firstDay, lastDay },
    per: {
      agent: parts('byId', (key) => names.get(key) ?? ''),
      channel: parts('channel', () => ''),
      region: parts('region', (key) => key),
    },
  };
}

const COLUMN = { agent: 'byId', channel: 'channel', region: 'region' } as const;

export function funnelCustomers(
  sources: FunnelSources,
  asked: ParsedInput<'funnel.customers'>,
  around: Surroundings,
): Output<'funnel.customers'> {
  const { stage, fate, began, by, limit } = asked;
  const found = passages(sources, asked, asked, around)
    .filter(
      (passage) =>
        passage.stage === stage &&
        (fate === undefined || passage.fate === fate) &&
        (began === undefined || passage.began) &&
        (by === undefined || passage[COLUMN[by.dimension]] === by.key),
    )
    .sort((a, b) => b.at - a.at);
  const shown = found.slice(0, limit);
  const names = new Map(sources.reader.agents().map(({ id, name }) => [id, name]));
  const contacts = new Map(
    sources.funnel.contacts(shown.map(({ contactId }) => contactId)).map((one) => [one.contactId, one]),
  );
  return {
    customers: shown.flatMap(({ contactId, at, byId, tookMs }) => {
      const contact = contacts.get(contactId);
      if (contact === undefined) return [];
      return [
        {
          ...contact,
          ...{ at, byName: byId === null ? '' : (names.get(byId) ?? '') },
          ...(tookMs === undefined ? {} : { tookMs }),
        },
      ];
    }),
    more: found.length > limit,
  };
}
