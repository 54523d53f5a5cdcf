import type { MissedEnd, MissedEntry } from '../../../shared/domain/missed/entry.ts';
import type { MissedReport } from '../../../shared/domain/missed/report.ts';
import type { missedEntries, missedReports } from '../../schema/missed.ts';
import type { RowOf } from '../aggregate.ts';

export type EntryState = RowOf<typeof missedEntries>;
export type ReportState = RowOf<typeof missedReports>;

export function toEntry(id: string, row: EntryState, reports: readonly MissedReport[]): MissedEntry {
  const end = endOf(row);
  return {
    id,
    key: row.key,
    number: row.number,
    state: row.state,
    reports,
    attempts: row.attempts,
    dueAt: row.dueAt,
    ...(row.contactId === null ? {} : { contactId: row.contactId }),
    ...(row.reachedAt === null ? {} : { reachedAt: row.reachedAt }),
    ...(row.lateAt === null ? {} : { lateAt: row.lateAt }),
    ...(row.leaseBy === null || row.leaseUntil === null
      ? {}
      : { lease: { by: row.leaseBy, until: row.leaseUntil } }),
    ...(end === undefined ? {} : { end }),
  };
}

function endOf({ endHow, endAt, ...row }: EntryState): MissedEnd | undefined {
  if (endHow === null || endAt === null) return undefined;
  if (endHow === 'reached')
    return { how: 'reached', at: endAt, ...(row.endCallId === null ? {} : { callId: row.endCallId }) };
  return {
    how: 'byHand',
    at: endAt,
    by: row.endBy ?? '',
    reason: row.endReason ?? 'other',
    note: row.endNote ?? '',
  };
}

export function toEntryState(entry: MissedEntry): EntryState {
  const { end } = entry;
  const byHand = end?.how === 'byHand' ? end : undefined;
  return {
    key: entry.key,
    number: entry.number,
    contactId: entry.contactId ?? null,
    state: entry.state,
    attempts: [...entry.attempts],
    reachedAt: entry.reachedAt ?? null,
    dueAt: entry.dueAt,
    lateAt: entry.lateAt ?? null,
    leaseBy: entry.lease?.by ?? null,
    leaseUntil: entry.lease?.until ?? null,
    endHow: end?.how ?? null,
    endAt: end?.at ?? null,
    endCallId: end?.how === 'reached' ? (end.callId ?? null) : null,
    endBy: byHand?.by ?? null,
    endReason: byHand?.reason ?? null,
    endNote: byHand?.note ?? null,
  };
}

export type ToldReport = Omit<ReportState, 'entryId'>;

export const toReport = ({ sharedId, ...report }: ToldReport): MissedReport => ({
  ...report,
  ...(sharedId === null ? {} : { sharedId }),
});
