import { useDebouncedValue } from '@mantine/hooks';
import { useCallback, useEffect } from 'react';
import type { ContactRow } from '../../../../shared/contract/contacts.ts';
import { useCore } from '../../state/core.tsx';
import { tidyFilter } from '../../state/segment-filter/tidy-filter.ts';
import { useSegmentCount } from '../../state/segment-filter/use-segment-count.ts';
import { type Pages, usePages } from '../../state/use-pages.ts';
import { type ListFilter, plainOf, sortOf } from './list-filter.ts';

/** What the answer says of all rows: they were not counted to the end; the keys were read in another layout. */
export interface About {
  readonly uncounted: boolean;
  readonly readAs: string | undefined;
}

export type Customers = Pages<ContactRow, About>;

/** More than a large screen shows, and half of what is asked for elsewhere: a page is read at each key. */
const PAGE = 50;
/** A filter without an index reads the whole base: it is asked when the hand rests, not at each letter. */
const REST_MS = 250;

/** The customers of a filter, page by page, latest news included. */
export function useCustomers(list: ListFilter): Customers {
  const core = useCore();
  const sort = sortOf(list);
  const key = JSON.stringify(tidyFilter(list.filter));
  const isPlain = plainOf(list.filter) !== undefined;
  const [rested] = useDebouncedValue(key, REST_MS);
  const asked = isPlain ? key : rested;
  const ask = useCallback(
    async (after: readonly ContactRow[], limit: number) => {
      const filter = JSON.parse(asked) as ListFilter['filter'];
      const plain = plainOf(filter);
      const page = { sort, offset: after.length, limit };
      if (plain === undefined) {
        const { contacts, more } = await core.request('segments.customers', { filter, ...page });
        return { items: contacts, more };
      }
      const answer = await core.request('contacts.list', { ...plain, ...page });
      const { contacts: items, more, total, uncounted, readAs } = answer;
      return { items, more, total, about: { uncounted, readAs } };
    },
    [core, asked, sort],
  );
  const pages = usePages(ask, PAGE);
  // Counted in the background while the first rows are in sight.
  const { count, stale } = useSegmentCount(isPlain ? undefined : list.filter);
  const { reload } = pages;
  useEffect(() => {
    const stops = [
      core.on('contacts.changed', reload),
      core.onConnection((state) => state === 'connected' && reload()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [core, reload]);
  if (isPlain) return pages;
  return { ...pages, total: stale ? undefined : count?.total };
}
