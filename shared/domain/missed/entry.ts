import { callsOf, type MissedCall, type MissedReport } from './report.ts';

/** Why a person takes an entry off the queue although nobody spoke with the customer. */
export const RESOLVE_REASONS = ['otherWay', 'notNeeded', 'wrongNumber', 'spam', 'other'] as const;
export type ResolveReason = (typeof RESOLVE_REASONS)[number];

/** Whoever holds it works on it until it runs out. */
export interface MissedLease {
  readonly by: string;
  readonly until: number;
}

export interface CallBack {
  readonly callId: string;
  readonly at: number;
}

export type MissedEnd =
  /** Somebody spoke with the customer. `callId`: the talk, when it is in our log. */
  | { readonly how: 'reached'; readonly at: number; readonly callId?: string | undefined }
  | {
      readonly how: 'byHand';
      readonly at: number;
      readonly by: string;
      readonly reason: ResolveReason;
      readonly note: string;
    };

/** Somebody who called and was not spoken with. Of a number at most one is open. */
export interface MissedEntry {
  readonly id: string;
  /** What is called back: E.164, an extension, or `anonymous`. */
  readonly key: string;
  /** The number as it came. */
  readonly number: string;
  readonly contactId?: string | undefined;
  readonly state: 'open' | 'resolved';
  readonly reports: readonly MissedReport[];
  /** Attempts of ours to call back, each once. */
  readonly attempts: readonly CallBack[];
  /** Last time that somebody spoke with the customer: calls before it do not wait any more. */
  readonly reachedAt?: number | undefined;
  readonly dueAt: number;
  /** When it was told that the time is over. */
  readonly lateAt?: number | undefined;
  readonly lease?: MissedLease | undefined;
  readonly end?: MissedEnd | undefined;
}

export type MissedFact = { readonly at: number } & (
  | { readonly kind: 'missed'; readonly report: MissedReport }
  /** Somebody spoke with the customer, whoever called whom; `at`: when that talk began. */
  | { readonly kind: 'reached'; readonly callId?: string | undefined }
  /** It was an answering machine. `reachedAt`: when the customer was last spoken with otherwise. */
  | { readonly kind: 'notReached'; readonly callId: string; readonly reachedAt?: number | undefined }
  | { readonly kind: 'attempted'; readonly callId: string }
  | { readonly kind: 'taken'; readonly by: string; readonly until: number }
  | { readonly kind: 'released'; readonly by: string }
  | {
      readonly kind: 'resolved';
      readonly by: string;
      readonly reason: ResolveReason;
      readonly note: string;
    }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'lookedAt' }
  | { readonly kind: 'identified'; readonly contactId: string | undefined }
);

export interface MissedSetting {
  /** Until when somebody who has waited since then must have been called back. */
  readonly dueAt: (since: number) => number;
}

/** Calls that nobody has answered for yet. */
export const waitingCalls = ({ reports, reachedAt = -1 }: Pick<MissedEntry, 'reports' | 'reachedAt'>) =>
  callsOf(reports).filter(({ at }) => at > reachedAt);

/** Since when the customer waits. Reopened by hand, nobody waits: then it is the last call. */
export function waitsSince(entry: Pick<MissedEntry, 'reports' | 'reachedAt'>): number {
  const waiting: readonly MissedCall[] = waitingCalls(entry);
  return waiting[0]?.at ?? Math.max(0, ...entry.reports.map(({ at }) => at));
}

/** Who works on it now, if anybody does. */
export const holderOf = ({ state, lease }: MissedEntry, now: number): MissedLease | undefined =>
  state === 'open' && lease !== undefined && lease.until > now ? lease : undefined;

export const isLate = ({ state, dueAt }: Pick<MissedEntry, 'state' | 'dueAt'>, now: number): boolean =>
  state === 'open' && dueAt <= now;

/** A new entry for the first report of a number, or of a number whose last entry is resolved. */
export function newEntry(
  begin: Pick<MissedEntry, 'id' | 'key' | 'number' | 'contactId'>,
  report: MissedReport,
  { dueAt }: MissedSetting,
): MissedEntry {
  return { ...begin, state: 'open', reports: [report], attempts: [], dueAt: dueAt(report.at) };
}

/**
 * To which of a number's entries a report belongs: the open one; or the resolved one that was resolved after that call, when
 * news of it come late. Undefined: a new entry.
 */
function placeOf(entries: readonly MissedEntry[], report: MissedReport): MissedEntry | undefined {
  const open = entries.find(({ state }) => state === 'open');
  if (open) return open;
  return entries
    .filter(({ end }) => end !== undefined && end.at >= report.at)
    .toSorted((a, b) => (a.end?.at ?? 0) - (b.end?.at ?? 0) || (a.id < b.id ? -1 : 1))[0];
}

/**
 * The entry in which a report of a number is kept, with it. `entries`: of that number; `begin`: of a new one; `reachedAt`:
 * when the customer was last spoken with, which the queue has not heard of while it had no entry.
 */
export function withReport(
  entries: readonly MissedEntry[],
  begin: Pick<MissedEntry, 'id' | 'key' | 'number' | 'contactId'>,
  report: MissedReport,
  reachedAt: number | undefined,
  setting: MissedSetting,
): MissedEntry {
  const place = placeOf(entries, report);
  const entry = place ? missed(place, report, setting) : newEntry(begin, report, setting);
  return reachedAt === undefined ? entry : reached(entry, { kind: 'reached', at: reachedAt }, setting);
}

/**
 * The one place where an entry changes: `(entry, fact) → entry`, pure and total. What changes nothing (told twice, too late,
 * or by somebody who does not hold it) gives the same entry back.
 */
export function entryAfter(entry: MissedEntry, fact: MissedFact, setting: MissedSetting): MissedEntry {
  switch (fact.kind) {
    case 'missed':
      return missed(entry, fact.report, setting);
    case 'reached':
      return reached(entry, fact, setting);
    case 'notReached':
      return notReached(entry, fact);
    case 'attempted':
      return entry.state === 'open' ? withAttempt(entry, fact) : entry;
    case 'taken': {
      const holder = holderOf(entry, fact.at);
      if (entry.state !== 'open' || (holder !== undefined && holder.by !== fact.by)) return entry;
      return { ...entry, lease: { by: fact.by, until: Math.max(fact.until, holder?.until ?? 0) } };
    }
    case 'released':
      return entry.lease?.by === fact.by ? withoutLease(entry) : entry;
    case 'resolved': {
      if (entry.state !== 'open') return entry;
      const { by, reason, note, at } = fact;
      return closed(entry, { how: 'byHand', at, by, reason, note });
    }
    case 'reopened':
      return entry.state === 'resolved' ? opened(entry, setting.dueAt(fact.at)) : entry;
    case 'lookedAt':
      return isLate(entry, fact.at) && entry.lateAt === undefined ? { ...entry, lateAt: fact.at } : entry;
    case 'identified':
      return entry.contactId === fact.contactId ? entry : { ...entry, contactId: fact.contactId };
  }
}

function missed(entry: MissedEntry, report: MissedReport, setting: MissedSetting): MissedEntry {
  if (entry.reports.some(({ ref }) => ref === report.ref)) return entry;
  return rescheduled({ ...entry, reports: [...entry.reports, report] }, entry, setting);
}

function reached(
  entry: MissedEntry,
  { at, callId }: Extract<MissedFact, { kind: 'reached' }>,
  setting: MissedSetting,
): MissedEntry {
  if (entry.state !== 'open' || (entry.reachedAt ?? -1) >= at) return entry;
  const next = { ...entry, reachedAt: at };
  if (waitingCalls(next).length > 0) return rescheduled(next, entry, setting);
  return closed(next, { how: 'reached', at, ...(callId === undefined ? {} : { callId }) });
}

function notReached(
  entry: MissedEntry,
  { callId, at, reachedAt }: Extract<MissedFact, { kind: 'notReached' }>,
): MissedEntry {
  if (entry.end?.how !== 'reached' || entry.end.callId !== callId) return entry;
  const { reachedAt: _before, ...rest } = entry;
  const still = { ...rest, ...(reachedAt === undefined ? {} : { reachedAt }) };
  if (waitingCalls(still).length === 0) return entry;
  return withAttempt(opened(still, entry.dueAt, entry.lateAt), { callId, at });
}

function withAttempt(entry: MissedEntry, { callId, at }: CallBack): MissedEntry {
  if (entry.attempts.some((known) => known.callId === callId)) return entry;
  return { ...entry, attempts: [...entry.attempts, { callId, at }] };
}

/** The time to call back counts from the first call that waits; a later one does not give us more of it. */
function rescheduled(next: MissedEntry, before: MissedEntry, { dueAt }: MissedSetting): MissedEntry {
  const since = waitsSince(next);
  if (next.state !== 'open' || since === waitsSince(before)) return next;
  const { lateAt, ...rest } = next;
  const due = dueAt(since);
  return { ...rest, dueAt: due, ...(lateAt === undefined || due > lateAt ? {} : { lateAt }) };
}

function withoutLease(entry: MissedEntry): MissedEntry {
  const { lease: _lease, ...rest } = entry;
  return rest;
}

const closed = (entry: MissedEntry, end: MissedEnd): MissedEntry => ({
  ...withoutLease(entry),
  state: 'resolved',
  end,
});

function opened(entry: MissedEntry, dueAt: number, lateAt?: number): MissedEntry {
  const { end: _end, lateAt: _late, ...rest } = withoutLease(entry);
  return { ...rest, state: 'open', dueAt, ...(lateAt === undefined ? {} : { lateAt }) };
}
