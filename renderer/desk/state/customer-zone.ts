import { useEffect, useState } from 'react';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Input, Output } from '../../../shared/contract/index.ts';
import { dialableNumber } from './caller.ts';
import { useCalls } from './calls.tsx';
import { useCore } from './core.tsx';
import { useSession } from './session.tsx';

/** IANA zone in which the operator's clock runs. */
export function useWorkplaceZone(): string {
  const zone = useSession((session) => session.settings?.zone);
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type CallingTime = Output<'pacing.callingTime'>;

/** The customer's clock, and what speaks against a call at a moment. Absent: nothing, or not known yet. */
export interface CustomerTime extends Pick<CallingTime, 'against'> {
  readonly zone: string;
}

/**
 * Where the customer of a call is by its card, its number and its region, as the core knows; until it has answered by what
 * came with the call, otherwise where we are.
 */
export function useCustomerTime(call: CallView, at?: number): CustomerTime {
  const core = useCore();
  const workplace = useWorkplaceZone();
  const live = useCalls(({ calls }) => calls.find((live) => live.call.id === call.id));
  const card = live?.card?.contact;
  const [answer, setAnswer] = useState<{ asked: string; callId: string; time: CallingTime }>();
  const { contactId, campaignId } = call;
  const number = dialableNumber(call);
  const question: Input<'pacing.callingTime'> = {
    ...(number === undefined ? {} : { number }),
    ...(contactId === undefined ? {} : { contactId }),
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(at === undefined ? {} : { at }),
  };
  const asked = JSON.stringify(question);
  const callId = call.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew when the card says another zone.
  useEffect(() => {
    let late = false;
    core
      .request('pacing.callingTime', JSON.parse(asked) as Input<'pacing.callingTime'>)
      .then((time) => late || setAnswer({ asked, callId, time }))
      // Not known: what is typed is read on the clock of the card, or ours.
      .catch(() => undefined);
    return () => {
      late = true;
    };
  }, [core, asked, callId, card?.zone, card?.region]);
  const known = answer?.callId === callId ? answer : undefined;
  const zone = known?.time.zone ?? card?.zone ?? live?.zone ?? workplace;
  return { zone, ...(known?.asked === asked ? { against: known.time.against } : {}) };
}

export const useCustomerZone = (call: CallView): string => useCustomerTime(call).zone;
