import type { CoreClient } from '../../../shared/contract/client.ts';
import type { DirectoryConflict, DirectoryState } from '../../../shared/contract/directories.ts';
import { useTold } from '../state/use-told.ts';

const ask = (core: CoreClient) => core.request('directories.list', {});
const listen = (core: CoreClient, told: (list: DirectoryState[]) => void) =>
  core.on('directories.changed', told);

const askConflicts = (core: CoreClient) => core.request('directories.conflicts', {});
/** Asked for anew whenever a directory's count of them is another one. */
function listenConflicts(core: CoreClient, told: (list: DirectoryConflict[]) => void): () => void {
  let known = '';
  return core.on('directories.changed', (list) => {
    const now = list
      .map(({ id, conflicts, running }) => `${id} ${conflicts} ${running === undefined}`)
      .join();
    if (now === known) return;
    known = now;
    askConflicts(core).then(told, () => {});
  });
}

/** The directories as the core tells them. */
export const useDirectories = () => useTold(ask, listen);
export const useConflicts = () => useTold(askConflicts, listenConflicts);
