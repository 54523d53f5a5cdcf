import type { CallView } from '../../../shared/contract/calls.ts';
import type { CallResult } from '../../../shared/domain/call/call.ts';
import type { MissedCause, MissedReport } from '../../../shared/domain/missed/report.ts';

/** Ends of a call that came in and was not spoken. One taken at another place, or sent on, is served by somebody else. */
const CAUSES: Partial<Record<CallResult, MissedCause>> = {
  missed: 'unanswered',
  declined: 'turnedAway',
  busy: 'busy',
  failed: 'failed',
  interrupted: 'failed',
};

/** What our own log says; undefined: it was no missed call. `line`: the name of ours, where the called number is not known. */
export function ownReport(call: CallView, line: string): MissedReport | undefined {
  const { id, direction, state, startedAt, answeredAt, endedAt, result, dialled } = call;
  const cause = result === undefined ? undefined : CAUSES[result];
  if (direction !== 'inbound' || state !== 'ended' || answeredAt !== undefined || cause === undefined)
    return undefined;
  return {
    ref: `own:${id}`,
    source: 'own',
    at: startedAt,
    endedAt: Math.max(startedAt, endedAt ?? startedAt),
    cause: call.cause === 'doNotDisturb' ? 'turnedAway' : cause,
    line: dialled || line,
  };
}
