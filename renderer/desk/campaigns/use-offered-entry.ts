import type { DoNotCallEntry, OfferedNumber } from '../../../shared/contract/campaigns.ts';
import { useDialer } from '../state/dialer.tsx';
import { useDoNotCallEntry } from './use-do-not-call-entry.ts';

/** What the do-not-call list says against the number of the prospect on offer. */
export function useOfferedEntry(offered: OfferedNumber | undefined): DoNotCallEntry | undefined {
  const lead = useDialer(({ dialer }) => dialer?.lead);
  return useDoNotCallEntry(offered?.verdict, {
    number: offered?.number,
    contactId: lead?.contactId,
    name: lead?.contactName ?? '',
  });
}
