import { useEffect, useState } from 'react';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { useCore } from './core.tsx';

const NONE: readonly ContactRow[] = [];

/**
 * Customers that fit what is typed. No waiting time: a search takes the core some milliseconds. An answer that was
 * overtaken by a newer question is dropped, and a failed one shows nothing: the field works without suggestions.
 */
export function useContactSearch(text: string, limit: number): readonly ContactRow[] {
  const core = useCore();
  const search = text.trim();
  const [answer, setAnswer] = useState<{ search: string; rows: readonly ContactRow[] }>();
  useEffect(() => {
    if (search === '') return;
    let overtaken = false;
    core
      .request('contacts.list', { search: search.slice(0, 200), limit })
      .then(({ contacts }) => {
        if (!overtaken) setAnswer({ search, rows: contacts });
      })
      .catch(() => undefined);
    return () => {
      overtaken = true;
    };
  }, [core, search, limit]);
  return search === '' ? NONE : (answer?.rows ?? NONE);
}
