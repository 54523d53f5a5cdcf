import type { CoreClient } from '../../../shared/contract/client.ts';
import type { MergeRun, SweepState } from '../../../shared/contract/duplicates.ts';
import { type Told, useTold } from '../state/use-told.ts';

const askSweep = (core: CoreClient) => core.request('duplicates.sweep', {});
const hearSweep = (core: CoreClient, told: (state: SweepState) => void) => core.on('duplicates.swept', told);
export const useSweep = (): Told<SweepState> => useTold(askSweep, hearSweep);

interface Run {
  readonly run?: MergeRun | undefined;
}
const askRun = (core: CoreClient): Promise<Run> => core.request('duplicates.run', {});
const hearRun = (core: CoreClient, told: (state: Run) => void) =>
  core.on('duplicates.runChanged', (run) => told({ run }));
/** The newest run that merged all certain pairs. */
export const useRun = (): Told<Run> => useTold(askRun, hearRun);

export const isRunning = (run: MergeRun | undefined): boolean =>
  run?.state === 'running' || run?.state === 'undoing';
