import type { CallView } from '../../../shared/contract/calls.ts';
import { useCalls } from './calls.tsx';
import { useSession } from './session.tsx';

/** IANA zone in which the operator's clock runs. */
export function useWorkplaceZone(): string {
  const zone = useSession((session) => session.settings?.zone);
  return zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Where the customer of a call is: as the card says, otherwise as the core knows by the number, otherwise where we are. */
export function useCustomerZone(call: CallView): string {
  const workplace = useWorkplaceZone();
  const theirs = useCalls(({ calls }) => {
    const live = calls.find(({ call: { id } }) => id === call.id);
    return live?.card?.contact.zone ?? live?.zone;
  });
  return theirs ?? workplace;
}
