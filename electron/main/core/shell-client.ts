import { createCoreClient } from '../../../shared/channel/client.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { CoreSupervisor } from './core-supervisor.ts';

/** The shell's own line to the core: the same client as the pages have. */
export function createShellClient(core: CoreSupervisor): CoreClient {
  return createCoreClient({
    async open() {
      await core.whenReady();
      return core.open('shell');
    },
  });
}
