import type { CallView } from '../../../shared/contract/calls.ts';
import type { Dialer } from '../../../shared/contract/campaigns.ts';

/** Where this operator is in a list: what the dialler remembers; everything else is read when it is asked for. */
export interface Work {
  readonly campaignId: string;
  paused: boolean;
  pausesNext: boolean;
  /** Reserved, with the key of the reservation. */
  lead?: { readonly id: string; readonly token: string } | undefined;
  /** Of the prospect's call, from the order to dial on. */
  callId?: string | undefined;
  /** The attempt before failed, and its wrap-up is still open for a word. */
  formerCallId?: string | undefined;
  dialsAt?: number | undefined;
  wrapUpEndsAt?: number | undefined;
  /** Nobody may be called: from when somebody may. */
  nextAt?: number | undefined;
  empty: boolean;
  obstacles: Dialer['obstacles'];
}

export const newWork = (campaignId: string): Work => ({
  campaignId,
  paused: false,
  pausesNext: false,
  empty: false,
  obstacles: [],
});

/** @param call the prospect's, when there is one and it has begun */
export function stageOf(work: Work | undefined, call: CallView | undefined): Dialer['stage'] {
  if (work === undefined) return 'off';
  if (work.callId !== undefined) {
    if (call === undefined) return 'dialing';
    if (call.state === 'ended') return 'wrapUp';
    return call.answeredAt === undefined ? 'dialing' : 'talking';
  }
  if (work.lead !== undefined) return work.dialsAt === undefined ? 'offering' : 'countdown';
  return work.empty ? 'empty' : 'offering';
}
