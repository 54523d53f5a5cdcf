import { isHidden } from '../../../../shared/domain/missed/pbx.ts';
import type { MissedCause, MissedReport } from '../../../../shared/domain/missed/report.ts';
import type { PbxCaller } from '../queue.ts';

/** What a call at the PBX came to, whichever way we heard of it. */
export type PbxOutcome =
  | { readonly kind: 'missed'; readonly caller: PbxCaller; readonly report: MissedReport }
  /** Somebody spoke with a customer, on any phone; `at`: when it began. */
  | { readonly kind: 'talk'; readonly caller: PbxCaller; readonly at: number };

export const callerOf = (number: string): PbxCaller =>
  isHidden(number) ? { number: '', anonymous: true } : { number, anonymous: false };

/** `name`: of the caller's channel, which the events, the queue log and the CDR all call by the same unique id. */
export function missedCall(
  name: string,
  number: string,
  told: { at: number; endedAt: number; cause: MissedCause; line: string },
): PbxOutcome {
  const report = { ...told, ref: `ami:${name}`, source: 'ami' as const };
  return {
    kind: 'missed',
    caller: callerOf(number),
    report: { ...report, endedAt: Math.max(told.at, told.endedAt) },
  };
}

export const talkWith = (number: string, at: number): PbxOutcome => ({
  kind: 'talk',
  caller: callerOf(number),
  at,
});

/** Keeps a map of calls, which are in the order of their beginning, from growing. */
export function forgetOldest(calls: Map<string, unknown>, most: number): void {
  const [oldest] = calls.keys();
  if (calls.size > most && oldest !== undefined) calls.delete(oldest);
}
