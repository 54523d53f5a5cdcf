import { Failure } from '../../../shared/contract/failure.ts';
import type { MissedCounts, MissedFilter, MissedRow } from '../../../shared/contract/missed.ts';
import {
  entryAfter,
  holderOf,
  type MissedEntry,
  type MissedFact,
  type MissedSetting,
  withReport,
} from '../../../shared/domain/missed/entry.ts';
import type { MissedReport } from '../../../shared/domain/missed/report.ts';
import { missedEntries, missedReports } from '../../schema/missed.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import { createMissedList } from './list.ts';
import { type ReportState, type ToldReport, toEntry, toEntryState, toReport } from './rows.ts';
import { createTalks, type Party } from './talks.ts';

export interface Missed {
  /**
   * Keeps a report, once, with the entry to which it belongs: the number's open one, or a new one. A call before a talk
   * that we know of is kept as resolved. Undefined: it was kept before.
   */
  report(who: Who, report: MissedReport, setting: MissedSetting): MissedEntry | undefined;
  get(id: string): MissedEntry | undefined;
  /** @throws Failure `notFound` */
  row(id: string): MissedRow;
  list(
    filter: MissedFilter,
    page: { now: number; offset: number; limit: number },
  ): {
    entries: MissedRow[];
    total: number;
  };
  counts(now: number): MissedCounts;
  /** What became of it. Undefined: it changed nothing. */
  apply(id: string, fact: MissedFact, setting: MissedSetting): Changed | undefined;
  /** Exclusive: who is first has it. @throws Failure `missedTaken`, `missedGone`, `notFound` */
  take(id: string, lease: { by: string; until: number; at: number }, setting: MissedSetting): Changed;
  /** Open ones of this number or customer. */
  openOf(party: Party): string[];
  /** Those that this talk has resolved. */
  resolvedBy(callId: string): MissedEntry[];
  /** Open ones whose time is over and of which that was not told. */
  late(now: number): string[];
  /** Numbers of open ones, to be looked up anew. */
  openNumbers(): { id: string; number: string; contactId: string | undefined }[];
  /** When somebody last spoke with them, not counting one talk. */
  lastTalk(party: Party, notCallId?: string): number | undefined;
  /** Whether our log has a talk with them at that time. */
  talkAround(party: Party, time: { from: number; until: number }): boolean;
  /** Calls of our log that reached nobody, of the last days of the log. */
  missedInLog(days: number): string[];
}

/** Whose call it was. */
export interface Who {
  readonly key: string;
  readonly number: string;
  readonly contactId?: string | undefined;
}

export function createMissed(deps: Deps, changes: Changes, outcomes: Pick<Outcomes, 'list'>): Missed {
  const { db, newId } = deps;
  const { sqlite } = db;
  const entries = rowAggregate(sqlite, missedEntries);
  const reports = rowAggregate(sqlite, missedReports);
  const OPEN = "state = 'open' and deleted_at is null";
  const openIds = sqlite.prepare(`select id from missed_entries where key = ? and ${OPEN}`).pluck();
  changes.register(entries, (_id, next) => {
    // An undo may come after the next call of the same number has opened an entry of its own.
    if (next.state.state === 'open' && openIds.all(next.state.key).length > 1)
      throw new Failure('changedMeanwhile');
  });
  changes.register(reports);
  // The columns and not whole rows: a page of the queue reads those of a hundred entries.
  const told = sqlite.prepare(
    `select ref, source, at, ended_at as endedAt, cause, line, shared_id as sharedId from missed_reports
     where entry_id = +? and deleted_at is null order by at`,
  );
  const known = sqlite
    .prepare('select 1 from missed_reports where ref = +? and deleted_at is null limit 1')
    .pluck();
  const endedLater = sqlite
    .prepare(
      `select id from missed_entries where key = +? and end_at >= +? and state = 'resolved' and deleted_at is null
       order by end_at limit 1`,
    )
    .pluck();
  const ofParty = sqlite
    .prepare(
      `select id from missed_entries where key = @key and ${OPEN}
       union select id from missed_entries where contact_id = @contactId and ${OPEN}`,
    )
    .pluck();
  const ofTalk = sqlite
    .prepare(
      'select id from missed_entries where end_call_id = ? and end_call_id is not null and deleted_at is null',
    )
    .pluck();
  const late = sqlite
    .prepare(
      `select id from missed_entries where ${OPEN} and due_at <= +? and late_at is null order by due_at`,
    )
    .pluck();
  const numbers = sqlite.prepare(
    `select id, number, contact_id as contactId from missed_entries where ${OPEN} and key <> 'anonymous'`,
  );
  const list = createMissedList(deps, { get });
  const talks = createTalks(sqlite, () =>
    outcomes.list().flatMap(({ key, consequences }) => (consequences.reached ? [] : [key])),
  );

  function get(id: string): MissedEntry | undefined {
    const stored = entries.read(id);
    if (stored === undefined || stored.stamp.deletedAt !== null) return undefined;
    return toEntry(id, stored.state, (told.all(id) as ToldReport[]).map(toReport));
  }

  function need(id: string): MissedEntry {
    const entry = get(id);
    if (entry === undefined) throw new Failure('notFound', { id });
    return entry;
  }

  const keepReport = (entryId: string, { sharedId, ...report }: MissedReport): void => {
    const state: ReportState = { ...report, entryId, sharedId: sharedId ?? null };
    changes.save(reports, newId(), state);
  };

  const save = (entry: MissedEntry): Changed => changes.save(entries, entry.id, toEntryState(entry));

  const candidates = (key: string, at: number): MissedEntry[] =>
    [openIds.get(key), endedLater.get(key, at)].flatMap((id) =>
      id === undefined ? [] : [need(id as string)],
    );

  return {
    report: (who, report, setting) =>
      db.transaction(() => {
        if (known.get(report.ref) !== undefined) return undefined;
        const begin = { id: newId(), ...who };
        const talk = talks.last(who);
        const entry = withReport(candidates(who.key, report.at), begin, report, talk, setting);
        save(entry);
        keepReport(entry.id, report);
        return entry;
      }),
    get,
    row: (id) => list.row(need(id)),
    list: (filter, page) => list.page(filter, page),
    counts: (now) => list.counts(now),
    apply: (id, fact, setting) =>
      db.transaction(() => {
        const entry = need(id);
        const next = entryAfter(entry, fact, setting);
        return next === entry ? undefined : save(next);
      }),
    take: (id, { by, until, at }, setting) =>
      db.transaction(() => {
        const entry = need(id);
        if (entry.state === 'resolved') throw new Failure('missedGone');
        const holder = holderOf(entry, at);
        if (holder !== undefined && holder.by !== by)
          throw new Failure('missedTaken', { name: list.userName(holder.by), until: holder.until });
        return save(entryAfter(entry, { kind: 'taken', by, until, at }, setting));
      }),
    openOf: ({ key, contactId }) =>
      ofParty.all({ key: key ?? null, contactId: contactId ?? null }) as string[],
    resolvedBy: (callId) => (ofTalk.all(callId) as string[]).map(need),
    late: (now) => late.all(now) as string[],
    openNumbers: () =>
      (numbers.all() as { id: string; number: string; contactId: string | null }[]).map((row) => ({
        ...row,
        contactId: row.contactId ?? undefined,
      })),
    lastTalk: talks.last,
    talkAround: talks.around,
    missedInLog: talks.missedInLog,
  };
}
