import type { CallView } from '../../../shared/contract/calls.ts';

type Times = Pick<CallView, 'startedAt' | 'answeredAt' | 'endedAt'>;

/** As in shared/domain/call, for the view of a call: from the answer to the end, holds included. */
export const talkedMs = (call: Times, now: number): number =>
  call.answeredAt === undefined ? 0 : Math.max(0, (call.endedAt ?? now) - call.answeredAt);

/** Until the answer, or until the end when nobody answered. */
export const rangMs = (call: Times, now: number): number =>
  Math.max(0, (call.answeredAt ?? call.endedAt ?? now) - call.startedAt);
