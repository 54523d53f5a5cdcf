import { ownersParameter, withinOwners } from '../rights/owners.ts';

/** Which calls a report counts; as the contract's `ResultsFilter`. */
export interface ResultFilter {
  readonly campaignId?: string | undefined;
  readonly scriptId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly direction?: 'outbound' | 'inbound' | undefined;
  /** Only calls of these operators, and of nobody; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Where the calls come from, by the most selective index: those of the template's talks, of the list, or of the period.
 * The way is told: without statistics SQLite may walk through all calls.
 */
const SOURCES = {
  script: `(select distinct call_id from talk_runs where script_id = +@scriptId and deleted_at is null) s
    cross join calls k on k.id = s.call_id`,
  campaign: 'calls k indexed by calls_campaign',
  period: 'calls k indexed by calls_started',
} as const;

/** With a customer, and over. A call to the PBX or to a colleague is nobody's result. */
const COUNTED = "k.purpose = 'talk' and k.state = 'ended' and k.deleted_at is null";

export interface FilteredCalls {
  readonly from: string;
  readonly where: string;
  /** Whether the rows come by time as they are. */
  readonly inOrder: boolean;
}

/** SQL for `select … from ${from} where ${where}`; parameters are those of `parametersOf`. */
export function filteredCalls({
  scriptId,
  campaignId,
  agentId,
  direction,
  owners,
}: ResultFilter): FilteredCalls {
  const source = scriptId !== undefined ? 'script' : campaignId !== undefined ? 'campaign' : 'period';
  const conditions = [
    COUNTED,
    'k.started_at >= +@from and k.started_at < +@to',
    campaignId !== undefined && 'k.campaign_id = +@campaignId',
    agentId !== undefined && 'k.agent_id = +@agentId',
    direction !== undefined && 'k.direction = +@direction',
    owners !== undefined && withinOwners('k.agent_id'),
  ];
  return {
    from: SOURCES[source],
    where: conditions.filter(Boolean).join(' and '),
    inOrder: source !== 'script',
  };
}

/** Only what the conditions name: SQLite refuses a parameter that nobody asked for. */
export function parametersOf(filter: ResultFilter): Record<string, string | number> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, owners, ...equal } = filter;
  const given = Object.entries(equal).filter(
    (entry): entry is [string, string] => PARAMETERS.has(entry[0]) && entry[1] !== undefined,
  );
  const within = ownersParameter(owners);
  return { from, to, ...Object.fromEntries(given), ...(within === null ? {} : { owners: within }) };
}

const PARAMETERS = new Set(['campaignId', 'scriptId', 'agentId', 'direction']);
