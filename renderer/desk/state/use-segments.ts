import { useCallback, useEffect, useState } from 'react';
import type { Segment } from '../../../shared/contract/segments.ts';
import { useCore } from './core.tsx';

const NONE: readonly Segment[] = [];

/** The saved filters. One that cannot be loaded offers nothing; the filter itself is always there. */
export function useSegments(): { segments: readonly Segment[]; reload: () => void } {
  const core = useCore();
  const [segments, setSegments] = useState(NONE);
  const reload = useCallback(() => {
    core
      .request('segments.list', {})
      .then(setSegments)
      .catch(() => undefined);
  }, [core]);
  useEffect(reload, [reload]);
  return { segments, reload };
}
