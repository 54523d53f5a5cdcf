import { useCallback, useEffect, useState } from 'react';
import type { TalkAccount } from '../../../../shared/contract/talk-scripts.ts';
import { useCore } from '../../state/core.tsx';

export interface Accounts {
  /** Undefined: on its way. */
  readonly accounts: readonly TalkAccount[] | undefined;
  readonly error: unknown;
  reload(): void;
}

/** How the talks of a call went; kept up while it is still led. */
export function useAccounts(callId: string): Accounts {
  const core = useCore();
  const [times, setTimes] = useState(0);
  const [state, setState] = useState<{ accounts?: TalkAccount[]; error?: unknown }>({});
  const reload = useCallback(() => setTimes((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` asks again.
  useEffect(() => {
    let late = false;
    core.request('talkRuns.account', { callId }).then(
      (accounts) => late || setState({ accounts }),
      (error: unknown) => late || setState({ error }),
    );
    return () => {
      late = true;
    };
  }, [core, callId, times]);
  useEffect(
    () => core.on('talkRuns.changed', (run) => run.callId === callId && reload()),
    [core, callId, reload],
  );
  return { accounts: state.accounts, error: state.error, reload };
}
