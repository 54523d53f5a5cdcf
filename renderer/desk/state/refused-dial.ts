// A call that may not be made, until somebody answers for it or lets it be. The frame shows it above everything.
import { createStore, useStore } from 'zustand';
import type { Verdict } from '../../../shared/contract/campaigns.ts';
import { Verdict as VerdictSchema } from '../../../shared/contract/campaigns.ts';
import type { Failure } from '../../../shared/contract/failure.ts';

export interface RefusedDial {
  readonly number: string;
  readonly contactId: string | undefined;
  readonly refusal: Extract<Verdict, { allowed: false }>;
  /** Dials all the same. @returns whether it went out */
  again(reason: string): Promise<boolean>;
}

interface RefusedDials {
  readonly refused: RefusedDial | undefined;
}

const store = createStore<RefusedDials>(() => ({ refused: undefined }));

export const useRefusedDial = (): RefusedDial | undefined => useStore(store, ({ refused }) => refused);
export const showRefusedDial = (refused: RefusedDial | undefined): void => store.setState({ refused });

/** Undefined: it failed for another reason, for which nobody can answer. */
export function refusalOf({ code, params }: Failure): RefusedDial['refusal'] | undefined {
  if (code !== 'mayNotDial') return undefined;
  const read = VerdictSchema.safeParse({ allowed: false, ...params });
  return read.success && !read.data.allowed ? read.data : undefined;
}
