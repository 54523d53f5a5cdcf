import { useEffect, useState } from 'react';
import type { DoNotCallEntry, Verdict } from '../../../shared/contract/campaigns.ts';
import { useCore } from '../state/core.tsx';
import { useDoNotCallVersion } from '../state/do-not-call.ts';

/** Namesakes that may stand on the list before the one who is meant. */
const LOOKED_THROUGH = 200;

interface Asked {
  readonly number: string | undefined;
  readonly contactId: string | undefined;
  readonly name: string;
}

/** The entry of the do-not-call list that stands against a call: since when, why, and what to take back. */
export function useDoNotCallEntry(verdict: Verdict | undefined, asked: Asked): DoNotCallEntry | undefined {
  const core = useCore();
  const version = useDoNotCallVersion();
  const [found, setFound] = useState<{ key: string; entry: DoNotCallEntry | undefined }>();
  const because = verdict?.allowed === false ? verdict.because : undefined;
  const { number, contactId, name } = asked;
  const search =
    because === 'doNotCallNumber' ? number : because === 'doNotCallCustomer' ? name.slice(0, 100) : undefined;
  const key = `${because}|${search}|${contactId}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew after a change of the list.
  useEffect(() => {
    if (search === undefined) return;
    let left = false;
    core
      .request('doNotCall.list', { search, limit: LOOKED_THROUGH })
      .then(({ entries }) => {
        const entry = entries.find((one) =>
          because === 'doNotCallNumber' ? one.number === number : one.contactId === contactId,
        );
        if (!left) setFound({ key, entry });
      })
      // That it is forbidden is said in any case.
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [core, key, version]);
  return search !== undefined && found?.key === key ? found.entry : undefined;
}
