import { useEffect, useMemo, useState } from 'react';
import type { SegmentFilter } from '../../../../shared/contract/segments.ts';
import { useCore } from '../core.tsx';
import { tidyFilter } from './tidy-filter.ts';

export interface SegmentCount {
  readonly total: number;
  readonly withNumber: number;
}

/** A count of millions costs some 100 ms: it is asked when the hand rests, not at each letter. */
const REST_MS = 250;

/** How many the filter finds now. `stale`: an older figure while the new one is on its way; undefined: not known. */
export function useSegmentCount(filter: SegmentFilter | undefined): {
  count: SegmentCount | undefined;
  stale: boolean;
} {
  const core = useCore();
  const key = useMemo(() => filter && JSON.stringify(tidyFilter(filter)), [filter]);
  const [answer, setAnswer] = useState<{ key: string; count: SegmentCount | undefined }>();
  useEffect(() => {
    if (key === undefined) return;
    let overtaken = false;
    const timer = setTimeout(() => {
      core.request('segments.count', { filter: JSON.parse(key) as SegmentFilter }).then(
        (count) => overtaken || setAnswer({ key, count }),
        () => overtaken || setAnswer({ key, count: undefined }),
      );
    }, REST_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [core, key]);
  return { count: answer?.count, stale: answer?.key !== key };
}
