import { createContext, type ReactNode, useContext } from 'react';
import type { CoreClient } from '../../../shared/contract/client.ts';

const CoreContext = createContext<CoreClient | undefined>(undefined);

export function CoreProvider({ core, children }: { core: CoreClient; children: ReactNode }) {
  return <CoreContext value={core}>{children}</CoreContext>;
}

/** The core as this page sees it: asks reject with a `Failure`. For an ask that tells the operator, see `useAsk`. */
export function useCore(): CoreClient {
  const core = useContext(CoreContext);
  if (!core) throw new Error('useCore outside of CoreProvider');
  return core;
}
