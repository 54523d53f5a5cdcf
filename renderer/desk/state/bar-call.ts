import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import { type CallsState, primaryCall } from './calls-model.ts';
import { hasGoneOn } from './dialer-model.ts';

/**
 * The call that has the bar. The wrap-up of an attempt that nobody took is an offer: when the list has the next prospect
 * on offer, it gives way and stays beside it, until it is chosen or the next call closes it.
 */
export function barCall(calls: CallsState, dialer: Dialer | undefined): LiveCall | undefined {
  const primary = primaryCall(calls);
  if (!primary || !hasGoneOn(dialer) || calls.chosenId === primary.call.id) return primary;
  const { state, answeredAt, leadId } = primary.call;
  return state === 'ended' && answeredAt === undefined && leadId !== undefined ? undefined : primary;
}
