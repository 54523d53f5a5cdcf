import type { MissedCounts, MissedFilter, MissedRow } from '../../../shared/contract/missed.ts';
import { holderOf, type MissedEntry, waitingCalls, waitsSince } from '../../../shared/domain/missed/entry.ts';
import { callsOf } from '../../../shared/domain/missed/report.ts';
import { formatNumber } from '../../../shared/domain/phone-number/index.ts';
import type { Deps } from '../context.ts';

/** Calls of one entry that are shown; a robot's thousand say no more. */
const MOST_CALLS = 50;

const OPEN = "state = 'open' and deleted_at is null";
const MINE = `${OPEN} and lease_by = @me and lease_until > +@now`;

/** Pages of the queue, ready to be shown. */
export function createMissedList(
  { db: { sqlite }, actorId, home }: Deps,
  { get }: { get(id: string): MissedEntry | undefined },
) {
  const page = (where: string, order: string) => ({
    ids: sqlite
      .prepare(`select id from missed_entries where ${where} order by ${order} limit +@limit offset +@offset`)
      .pluck(),
    count: sqlite.prepare(`select count(*) from missed_entries where ${where}`).pluck(),
  });
  const URGENT = 'due_at, id';
  const pages = {
    open: page(OPEN, URGENT),
    mine: page(MINE, URGENT),
    late: page(`${OPEN} and due_at <= +@now`, URGENT),
    resolved: page("state = 'resolved' and deleted_at is null", 'end_at desc, id desc'),
  };
  const contact = sqlite.prepare(
    `select c.name, o.name as organisation from contacts c
     left join contacts o on o.id = c.organisation_id and o.deleted_at is null
     where c.id = +? and c.deleted_at is null`,
  );
  const user = sqlite.prepare('select name from users where id = +?').pluck();
  const userName = (id: string): string => (user.get(id) as string | undefined) ?? '';
  const counted = (filter: MissedFilter, now: number): number =>
    pages[filter].count.get({
      ...(filter === 'mine' ? { me: actorId() } : {}),
      ...(filter === 'mine' || filter === 'late' ? { now } : {}),
    }) as number;

  function row(entry: MissedEntry): MissedRow {
    const waiting = entry.state === 'open' ? waitingCalls(entry) : [];
    // Reopened by hand: nobody waits, and still it is about these calls.
    const calls = waiting.length > 0 ? waiting : callsOf(entry.reports);
    const customer = entry.contactId === undefined ? undefined : contact.get(entry.contactId);
    const { name, organisation } = (customer ?? {}) as { name?: string; organisation?: string | null };
    const holder = holderOf(entry, 0);
    const last = entry.attempts.at(-1);
    return {
      id: entry.id,
      state: entry.state,
      ...(entry.key === 'anonymous'
        ? {}
        : { number: entry.number, numberDisplay: displayOf(entry.key, entry.number) }),
      ...(entry.contactId === undefined || name === undefined
        ? {}
        : { contactId: entry.contactId, contactName: name }),
      ...(organisation ? { organisationName: organisation } : {}),
      calls: calls.slice(-MOST_CALLS).map(({ at, endedAt, line, cause, reports }) => ({
        at,
        waitedMs: Math.max(0, endedAt - at),
        line,
        cause,
        sources: [...new Set(reports.map(({ source }) => source))],
      })),
      callCount: calls.length,
      since: waitsSince(entry),
      lastAt: calls.at(-1)?.at ?? 0,
      attempts: entry.attempts.length,
      ...(last === undefined ? {} : { lastAttemptAt: last.at }),
      dueAt: entry.dueAt,
      // Also one that has run out: whoever looks knows the time.
      ...(holder === undefined
        ? {}
        : { holder: { id: holder.by, name: userName(holder.by), until: holder.until } }),
      ...(entry.end === undefined
        ? {}
        : { end: entry.end.how === 'byHand' ? { ...entry.end, by: userName(entry.end.by) } : entry.end }),
    };
  }

  const displayOf = (key: string, number: string): string =>
    key.startsWith('+') ? formatNumber(key, home().country) : number;

  return {
    row,
    userName,
    page(filter: MissedFilter, { now, offset, limit }: { now: number; offset: number; limit: number }) {
      const ids = pages[filter].ids.all({
        ...(filter === 'mine' ? { me: actorId() } : {}),
        ...(filter === 'mine' || filter === 'late' ? { now } : {}),
        offset,
        limit,
      }) as string[];
      const entries = ids.flatMap((id) => {
        const entry = get(id);
        return entry === undefined ? [] : [row(entry)];
      });
      return { entries, total: counted(filter, now) };
    },
    counts: (now: number): MissedCounts => ({
      open: counted('open', now),
      mine: counted('mine', now),
      late: counted('late', now),
    }),
  };
}
