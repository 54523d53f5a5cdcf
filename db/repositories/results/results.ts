import type { CallResult } from '../../../shared/domain/call/call.ts';
import type { CountedCall } from '../../../shared/domain/results/counts.ts';
import type { ScriptFacts, ScriptMove, TalkScript } from '../../../shared/domain/talk-script/script.ts';
import type { Sqlite } from '../../open.ts';
import { present } from '../present.ts';
import { filteredCalls, parametersOf, type ResultFilter } from './filter.ts';

export type { ResultFilter };

/** A talk that a template led, with its call. */
export interface RunRow {
  readonly callId: string;
  readonly agentId: string | null;
  readonly versionId: string;
  readonly finished: boolean;
  /** Of the run, UTC ms: moves before it were made in an earlier call. */
  readonly startedAt: number;
  readonly facts: ScriptFacts;
  readonly moves: readonly ScriptMove[];
}

/** A talk that a template led, with its call as a person reads it. */
export interface ExportedRun {
  readonly run: RunRow;
  readonly talk: TalkRow;
}

export interface TalkRow {
  readonly callId: string;
  readonly at: number;
  readonly direction: 'outbound' | 'inbound';
  readonly number: string;
  readonly talkMs: number;
  readonly contactId?: string;
  readonly contactName?: string;
  readonly organisationName?: string;
  readonly agentName?: string;
  readonly result?: CallResult;
  readonly outcome?: string;
  readonly recordingId?: string;
}

export interface ExportedCall extends TalkRow {
  readonly campaignName?: string;
  readonly note: string;
}

/** Part of the counted calls; conditions on what is a column. */
export interface TalkSelection {
  readonly answered?: boolean | undefined;
  /** One of these; null stands for none. */
  readonly outcomes?: ReadonlyArray<string | null> | undefined;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Reports over calls and talks, read only. Rows are read as they are needed, so that memory does not grow with them; a
 * long one takes seconds, so it has its own connection in a worker.
 */
export interface ResultReader {
  calls(filter: ResultFilter): Iterable<CountedCall>;
  /**
   * Newest first. A talk that was gone on with in a later call counts there only, where its moves are repeated.
   * `scriptId` must be given.
   */
  runs(filter: ResultFilter): Iterable<RunRow>;
  /** As `runs`. */
  exportedRuns(filter: ResultFilter): Iterable<ExportedRun>;
  /** Of a template, newest first. */
  versions(scriptId: string): Array<{ readonly id: string; readonly script: TalkScript }>;
  /** Newest first. */
  talks(filter: ResultFilter, selection: TalkSelection, limit: number): TalkRow[];
  /** In the order of the ids. */
  talksOf(callIds: readonly string[]): TalkRow[];
  exported(filter: ResultFilter): Iterable<ExportedCall>;
  count(filter: ResultFilter): number;
  campaigns(): Named[];
  scripts(): Named[];
  agents(): Named[];
  /** Lines of this workstation. */
  lines(): Named[];
}

const TALK = `k.id as callId, k.started_at as at, k.direction, k.remote_number as number, k.contact_id as contactId,
  c.name as contactName, o.name as organisationName, u.name as agentName, k.result, k.outcome,
  case when k.answered_at is null then 0 else max(0, k.ended_at - k.answered_at) end as talkMs,
  (select id from recordings where call_id = k.id and deleted_at is null
    order by started_at desc, id desc limit 1) as recordingId`;

const PEOPLE = `left join contacts c on c.id = k.contact_id and c.deleted_at is null
  left join contacts o on o.id = c.organisation_id and o.deleted_at is null
  left join users u on u.id = k.agent_id`;

const RUN = `r.call_id as callId, k.agent_id as agentId, r.version_id as versionId, r.state = 'finished' as finished,
  r.started_at as startedAt, r.facts, r.moves`;

/** Talks of a template; without those that were gone on with later. */
function runsSql(filter: ResultFilter, columns: string, joins: string): string {
  return `select ${columns}
    from talk_runs r indexed by talk_runs_script cross join calls k on k.id = r.call_id ${joins}
    where r.script_id = +@scriptId and r.deleted_at is null and ${filteredCalls(filter).where}
      and r.id not in (select resumed_from from talk_runs
        where script_id = +@scriptId and resumed_from is not null and deleted_at is null)
    order by r.started_at desc`;
}

export function createResultReader(sqlite: Sqlite): ResultReader {
  const prepared = new Map<string, ReturnType<Sqlite['prepare']>>();
  function statement(sql: string) {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = sqlite.prepare(sql);
    prepared.set(sql, made);
    return made;
  }
  const named = (sql: string) => sqlite.prepare(sql).all() as Named[];

  return {
    calls(filter) {
      const { from, where, inOrder } = filteredCalls(filter);
      return statement(
        `select k.started_at as startedAt, k.answered_at as answeredAt, k.ended_at as endedAt,
           k.agent_id as agentId, k.outcome
         from ${from} where ${where} ${inOrder ? 'order by k.started_at' : ''}`,
      ).iterate(parametersOf(filter)) as Iterable<CountedCall>;
    },
    *runs(filter) {
      for (const row of statement(runsSql(filter, RUN, '')).iterate(parametersOf(filter)))
        yield toRun(row as RawRun);
    },
    *exportedRuns(filter) {
      const rows = statement(runsSql(filter, `${RUN}, ${TALK}`, PEOPLE)).iterate(parametersOf(filter));
      for (const row of rows) {
        const { versionId, finished, startedAt, facts, moves, agentId, ...talk } = row as RawRun & TalkRow;
        const { callId } = talk;
        yield {
          run: toRun({ callId, versionId, finished, startedAt, facts, moves, agentId }),
          talk: present(talk) as TalkRow,
        };
      }
    },
    versions: (scriptId) =>
      (
        statement(
          `select id, script from talk_script_versions where script_id = +? and deleted_at is null
           order by number desc`,
        ).all(scriptId) as { id: string; script: string }[]
      ).map(({ id, script }) => ({ id, script: JSON.parse(script) as TalkScript })),
    talks(filter, { answered, outcomes }, limit) {
      const { from, where } = filteredCalls(filter);
      const conditions = [
        where,
        answered === true && 'k.answered_at is not null',
        answered === false && 'k.answered_at is null',
        outcomes !== undefined &&
          `(k.outcome in (select value from json_each(@outcomes)) ${
            outcomes.includes(null) ? 'or k.outcome is null' : ''
          })`,
      ];
      return (
        statement(
          `select ${TALK} from ${from} ${PEOPLE} where ${conditions.filter(Boolean).join(' and ')}
           order by k.started_at desc limit +@limit`,
        ).all({
          ...parametersOf(filter),
          limit,
          ...(outcomes === undefined ? {} : { outcomes: JSON.stringify(outcomes.filter(Boolean)) }),
        }) as object[]
      ).map((row) => present(row) as TalkRow);
    },
    talksOf: (callIds) =>
      (
        statement(
          `select ${TALK} from json_each(?) i cross join calls k on k.id = i.value ${PEOPLE} order by i.key`,
        ).all(JSON.stringify(callIds)) as object[]
      ).map((row) => present(row) as TalkRow),
    *exported(filter) {
      const { from, where } = filteredCalls(filter);
      const rows = statement(
        `select ${TALK}, k.note, l.name as campaignName
         from ${from} ${PEOPLE} left join campaigns l on l.id = k.campaign_id
         where ${where} order by k.started_at`,
      ).iterate(parametersOf(filter));
      for (const row of rows) yield present(row as object) as ExportedCall;
    },
    count(filter) {
      const { from, where } = filteredCalls(filter);
      return statement(`select count(*) from ${from} where ${where}`)
        .pluck()
        .get(parametersOf(filter)) as number;
    },
    campaigns: () =>
      named('select id, name from campaigns where deleted_at is null order by created_at desc, id desc'),
    scripts: () =>
      named('select id, name from talk_scripts where deleted_at is null order by archived, name, id'),
    lines: () => named('select id, label as name from accounts order by created_at, id'),
    agents: () => named('select id, name from users where deleted_at is null order by name, id'),
  };
}

interface RawRun extends Omit<RunRow, 'finished' | 'facts' | 'moves'> {
  readonly finished: number;
  readonly facts: string;
  readonly moves: string;
}

const toRun = ({ finished, facts, moves, ...row }: RawRun): RunRow => ({
  ...row,
  finished: finished === 1,
  facts: JSON.parse(facts) as ScriptFacts,
  moves: JSON.parse(moves) as ScriptMove[],
});
