import { useCallback, useEffect, useState } from 'react';
import type { CallQuality, TimelineEntry, TraceMessage } from '../../../shared/contract/quality.ts';
import { useCore } from '../state/core.tsx';

export interface CallRecord {
  readonly quality: CallQuality;
  readonly story: readonly TimelineEntry[];
  readonly messages: readonly TraceMessage[];
}

/** The last bundle of a call comes a moment after its end. */
const RELOAD_AFTER_MS = 1_500;
/** A call that ended no longer ago may still get its last seconds and messages. */
const FRESH_MS = 3_000;

/** All that is known of how a call went; loaded anew when the call changes. */
export function useCallQuality(callId: string): { record?: CallRecord; failed: boolean; reload: () => void } {
  const core = useCore();
  const [record, setRecord] = useState<CallRecord>();
  const [failed, setFailed] = useState(false);

  const load = useCallback(async () => {
    try {
      const [quality, story, messages] = await Promise.all([
        core.request('calls.quality', { callId }),
        core.request('calls.timeline', { callId }),
        core.request('calls.trace', { callId }),
      ]);
      setRecord({ quality, story, messages });
      setFailed(false);
      return Date.now() - (story.at(-1)?.at ?? 0) < FRESH_MS;
    } catch {
      // What is on the screen already stays; without anything the panel says so and offers to try again.
      setFailed(true);
      return false;
    }
  }, [core, callId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const loadSoon = () => {
      clearTimeout(timer);
      if (!left) timer = setTimeout(() => void load(), RELOAD_AFTER_MS);
    };
    void load().then((fresh) => fresh && loadSoon());
    const stop = core.on('calls.changed', ({ call }) => call.id === callId && loadSoon());
    return () => {
      left = true;
      clearTimeout(timer);
      stop();
    };
  }, [core, callId, load]);

  return { ...(record ? { record } : {}), failed, reload: () => void load() };
}
