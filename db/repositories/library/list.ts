import type { LibraryRow } from '../../../shared/contract/library.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';
import { parseQuery } from '../search/query.ts';
import type { Search } from '../search/search.ts';
import { plainMatch } from '../search/typed-word.ts';

/** As the contract's `library.list`, its days as moments. */
export interface LibraryFilter {
  readonly search?: string | undefined;
  /** UTC ms: begun at or after, and before. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly agentId?: string | undefined;
  readonly contactId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly outcomes?: readonly string[] | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  readonly minMs?: number | undefined;
  readonly maxMs?: number | undefined;
  /** 0..1; one that is not measured yet has no share, and is not found by it. */
  readonly minSilence?: number | undefined;
  readonly maxSilence?: number | undefined;
  readonly commented?: boolean | undefined;
  /** 0..100, of the review that counts. */
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
  /** Absent: no scores are told. */
  readonly reader?: ScoreReader | undefined;
  /** Only recordings of these operators, and of nobody; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
}

/** Whose scores somebody may know; never that of a talk that he has to review himself without sight of it. */
export interface ScoreReader {
  readonly id: string;
  readonly owners: ReadonlySet<string> | undefined;
}

export interface LibraryPage {
  readonly rows: LibraryRow[];
  readonly more: boolean;
}

/** How many customers of a name are looked at. */
const NAMESAKES = 500;

const SCORE = `case when @readerId is not null and ${withinOwners('x.agent_id').replaceAll('@owners', '@scoreOwners')}
    and not exists (select 1 from review_tasks b where b.recording_id = x.recording_id and b.assignee_id = +@readerId
      and b.round = 'second' and b.state = 'open' and b.deleted_at is null) then x.score end`;

/** Conditions by what they filter; each names its own parameters, `x` is the row of the index. */
const CONDITIONS = {
  from: 'x.seq >= +@from * 1000',
  to: 'x.seq < +@to * 1000',
  agentId: 'x.agent_id = +@agentId',
  // An organisation's talks are also those of its people.
  contactId:
    'x.contact_id in (select +@contactId union all select id from contacts where organisation_id = +@contactId)',
  campaignId: 'x.campaign_id = +@campaignId',
  accountId: 'x.account_id = +@accountId',
  outcomes: 'x.outcome in (select value from json_each(@outcomes))',
  direction: 'x.direction = +@direction',
  minMs: 'x.duration_ms >= +@minMs',
  maxMs: 'x.duration_ms <= +@maxMs',
  minSilence: 'x.silence_share >= +@minSilence',
  maxSilence: 'x.silence_share <= +@maxSilence',
  minScore: `x.score >= +@minScore and ${SCORE} is not null`,
  maxScore: `x.score <= +@maxScore and ${SCORE} is not null`,
  commented: 'x.comments > 0',
  owners: withinOwners('x.agent_id'),
  digits: "('+' || x.e164) like @digits",
  words: 'w.recording_words match @words',
  contacts: `x.contact_id in (select value from json_each(@contacts)) and not exists
    (select 1 from recording_words w where w.rowid = x.seq and w.recording_words match @words)`,
  before: 'x.seq < (select seq from recording_index where recording_id = +@before)',
} as const;

type Condition = keyof typeof CONDITIONS;
type Source = keyof typeof SOURCES;

/**
 * What a filter walks through. A word that stands in every note is read from the index of words in its own order, newest first,
 * and so stops at the end of a page; as a set of rows it would have to be whole before the first is shown.
 */
const SOURCES = {
  all: { from: 'recording_index x', seq: 'x.seq', without: ['words', 'contacts'] },
  worded: {
    from: 'recording_words w cross join recording_index x on x.seq = w.rowid',
    seq: 'w.rowid',
    without: ['contacts'],
  },
  /** Talks with customers of that name, in whose notes it does not stand. */
  namesakes: { from: 'recording_index x', seq: 'x.seq', without: ['words'] },
} as const satisfies Record<string, { from: string; seq: string; without: readonly Condition[] }>;

// The way is told: the narrow rows in their order, and what is shown only of those that are chosen.
const SHOWN = `select x.seq, x.recording_id as recordingId, x.call_id as callId, x.seq / 1000 as startedAt, x.duration_ms as durationMs,
    x.direction, x.silence_share as silenceShare, ${SCORE} as score, x.comments, r.state, k.remote_number as number, k.outcome, k.note,
    c.id as contactId, c.name as contactName, o.name as organisationName, x.agent_id as agentId, u.name as agentName,
    p.name as campaignName`;
const JOINED = `cross join recordings r on r.id = x.recording_id
  cross join calls k on k.id = x.call_id
  left join contacts c on c.id = k.contact_id and c.deleted_at is null
  left join contacts o on o.id = c.organisation_id and o.deleted_at is null
  left join users u on u.id = x.agent_id
  left join campaigns p on p.id = x.campaign_id`;

export interface LibraryList {
  /** Newest first; `before`: id of the last recording of the page before. */
  list(
    filter: LibraryFilter,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): LibraryPage;
  /** Of all that the filter finds. */
  total(filter: LibraryFilter): { readonly recordings: number; readonly durationMs: number };
  row(recordingId: string, reader?: ScoreReader): LibraryRow | undefined;
}

export function createLibraryList({ db: { sqlite }, home }: Deps, search: Search): LibraryList {
  const prepared = new Map<string, ReturnType<typeof sqlite.prepare>>();
  const statement = (source: Source, found: readonly Condition[], head: string, joined = '', tail = '') => {
    const { from, seq, without } = SOURCES[source];
    const where = found
      .filter((name) => !(without as readonly Condition[]).includes(name))
      .map((name) => CONDITIONS[name].replaceAll('x.seq ', `${seq} `))
      .join(' and ');
    const text = `${head} from ${from} ${joined} ${where && `where ${where}`} ${tail.replaceAll('x.seq ', `${seq} `)}`;
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const made = sqlite.prepare(text);
    prepared.set(text, made);
    return made;
  };
  const one = sqlite.prepare(
    `${SHOWN} from recording_index x ${JOINED} where x.recording_id = +@recordingId`,
  );

  const readerOf = (reader: ScoreReader | undefined) => ({
    readerId: reader?.id ?? null,
    scoreOwners: ownersParameter(reader?.owners),
  });
  function parametersOf({ search: text = '', owners, outcomes, commented, reader, ...equal }: LibraryFilter) {
    const query = parseQuery(text, home());
    const given = Object.entries(equal).filter(([, value]) => value !== undefined);
    return {
      ...(Object.fromEntries(given) as Record<string, string | number>),
      ...(outcomes === undefined ? {} : { outcomes: JSON.stringify(outcomes) }),
      ...(owners === undefined ? {} : { owners: ownersParameter(owners) }),
      ...(query.kind === 'number' ? { digits: `%${query.suffix || query.prefixes[0]}%` } : {}),
      ...(query.kind === 'words' || query.kind === 'email'
        ? { words: query.kind === 'words' ? plainMatch(query.words) : '""', contacts: namesakes(text) }
        : {}),
    } as Record<string, string | number>;
  }
  const namesakes = (text: string) => JSON.stringify(search.ids(text, NAMESAKES));
  const conditionsOf = (parameters: object, { commented }: LibraryFilter): Condition[] => [
    ...(Object.keys(parameters) as Condition[]),
    ...(commented ? (['commented'] as const) : []),
  ];
  const sourcesOf = (conditions: readonly Condition[]): readonly Source[] =>
    conditions.includes('words') ? ['worded', 'namesakes'] : ['all'];

  return {
    list(filter, { before, limit }) {
      const parameters = { ...parametersOf(filter), ...(before === undefined ? {} : { before }) };
      const conditions = conditionsOf(parameters, filter);
      const bound = { ...parameters, ...readerOf(filter.reader), limit: limit + 1 };
      const rows = sourcesOf(conditions)
        .flatMap((source) => {
          const made = statement(source, conditions, SHOWN, JOINED, 'order by x.seq desc limit +@limit');
          return made.all(bound) as (LibraryRow & { readonly seq: number })[];
        })
        .sort((a, b) => b.seq - a.seq);
      return {
        rows: rows.slice(0, limit).map(({ seq: _seq, ...row }) => present(row)),
        more: rows.length > limit,
      };
    },
    total(filter) {
      const parameters = parametersOf(filter);
      const conditions = conditionsOf(parameters, filter);
      const bound = { ...parameters, ...readerOf(filter.reader) };
      const head = 'select count(*) as recordings, coalesce(sum(x.duration_ms), 0) as durationMs';
      const totals = sourcesOf(conditions).map(
        (source) => statement(source, conditions, head).get(bound) as ReturnType<LibraryList['total']>,
      );
      return {
        recordings: totals.reduce((sum, { recordings }) => sum + recordings, 0),
        durationMs: totals.reduce((sum, { durationMs }) => sum + durationMs, 0),
      };
    },
    row(recordingId, reader) {
      const raw = one.get({ recordingId, ...readerOf(reader) }) as
        | (LibraryRow & { seq?: number })
        | undefined;
      if (raw === undefined) return undefined;
      const { seq: _seq, ...row } = raw;
      return present(row);
    },
  };
}
