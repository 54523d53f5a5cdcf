import { useCallback, useEffect, useState } from 'react';
import type { Input, Output } from '../../../shared/contract/index.ts';
import { useCore } from '../state/core.tsx';

type ReportName =
  | 'results.choices'
  | 'results.calls'
  | 'results.script'
  | 'results.talks'
  | 'reports.figures'
  | 'reports.calls'
  | 'targets.standing'
  | 'funnel.figures'
  | 'funnel.customers';

export interface Report<T> {
  /** The newest answer; stays while another one is asked for, so that the page keeps its places. */
  readonly data: T | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  reload(): void;
}

/**
 * Asks for a report, and again when the question changes. Only the answer to the newest question is shown.
 * @param input undefined: there is nothing to ask
 */
export function useReport<K extends ReportName>(name: K, input: Input<K> | undefined): Report<Output<K>> {
  const core = useCore();
  const [times, setTimes] = useState(0);
  const [state, setState] = useState<{ data?: Output<K>; busy: boolean; error?: unknown }>({ busy: true });
  const asked = JSON.stringify(input);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question is the same as long as its words are; `times` asks it again.
  useEffect(() => {
    if (asked === undefined) return setState({ busy: false });
    let late = false;
    setState(({ data }) => ({ busy: true, ...(data === undefined ? {} : { data }) }));
    core.request(name, JSON.parse(asked) as Input<K>).then(
      (data) => late || setState({ data, busy: false }),
      (error: unknown) => late || setState({ busy: false, error }),
    );
    return () => {
      late = true;
    };
  }, [core, name, asked, times]);
  const reload = useCallback(() => setTimes((before) => before + 1), []);
  return { data: state.data, busy: state.busy, error: state.error, reload };
}

/** A screen that stands open follows the day: a call that ended is counted some seconds later. */
const SETTLE_MS = 5_000;

export function useAfterCalls(work: () => void): void {
  const core = useCore();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = core.on('calls.changed', ({ call }) => {
      if (call.state !== 'ended' || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        work();
      }, SETTLE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [core, work]);
}
