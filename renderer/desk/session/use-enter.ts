import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/contract/failure.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { useNow } from '../state/now.ts';
import { asFailure, useFailureText } from '../state/use-ask.ts';

interface Refusal {
  readonly failure: Failure;
  /** Of too many wrong ones: no sooner than this. */
  readonly until?: number;
}

/** One try to get in: what came of it in words, and how long to wait. */
export function useEnter(go: () => Promise<void>) {
  const { t } = useTranslation('session');
  const format = useFormat();
  const say = useFailureText();
  const now = useNow(1_000);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const until = refusal?.until;
  const waits = until !== undefined && until > now;
  // The wait is over: what was said of it is no longer so.
  useEffect(() => {
    if (until !== undefined && !waits) setRefusal(undefined);
  }, [until, waits]);

  async function enter(): Promise<boolean> {
    setBusy(true);
    try {
      await go();
      return true;
    } catch (error) {
      const failure = asFailure(error);
      const { seconds } = failure.params;
      const wait = failure.code === 'loginWait' ? { until: Date.now() + Number(seconds) * 1_000 } : {};
      setRefusal({ failure, ...wait });
      return false;
    } finally {
      setBusy(false);
    }
  }

  function text(): string | undefined {
    if (refusal === undefined) return undefined;
    if (until === undefined) return say(refusal.failure);
    return t('wait', { time: format.time(until), left: format.duration(until - now) });
  }
  return { busy, waits, trouble: text(), enter, forget: () => setRefusal(undefined) };
}
