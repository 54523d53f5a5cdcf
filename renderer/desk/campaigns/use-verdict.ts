import { useEffect, useState } from 'react';
import type { Verdict } from '../../../shared/contract/campaigns.ts';
import { useCore } from '../state/core.tsx';
import { useDoNotCallVersion } from '../state/do-not-call.ts';
import { useNow } from '../state/now.ts';

export interface Dialled {
  readonly number: string;
  readonly contactId: string | undefined;
  readonly campaignId?: string | undefined;
}

/** A row that only rushes by while somebody scrolls asks nothing. */
const REST_MS = 150;
/** Calling hours begin and end by the clock, without an event. */
const FRESH_MS = 60_000;

/** May this number be dialled now? Undefined while it is not known. */
export function useVerdict(target: Dialled | undefined): Verdict | undefined {
  const core = useCore();
  const version = useDoNotCallVersion();
  const minute = Math.floor(useNow(FRESH_MS) / FRESH_MS);
  const [verdict, setVerdict] = useState<{ key: string; verdict: Verdict }>();
  const { number, contactId, campaignId } = target ?? {};
  const key = `${number}|${contactId}|${campaignId}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew each minute, and after a change of the do-not-call list.
  useEffect(() => {
    if (number === undefined) return;
    let left = false;
    const timer = setTimeout(() => {
      core
        .request('pacing.mayDial', {
          number,
          ...(contactId === undefined ? {} : { contactId }),
          ...(campaignId === undefined ? {} : { campaignId }),
        })
        .then((answer) => left || setVerdict({ key, verdict: answer }))
        // Not known is not "no": the core says it again when somebody dials.
        .catch(() => undefined);
    }, REST_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [core, key, minute, version]);
  return target && verdict?.key === key ? verdict.verdict : undefined;
}
