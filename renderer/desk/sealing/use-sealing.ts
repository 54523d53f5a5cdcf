import type { CoreClient } from '../../../shared/contract/client.ts';
import type { SealingState } from '../../../shared/contract/sealing.ts';
import { useTold } from '../state/use-told.ts';

const ask = (core: CoreClient) => core.request('sealing.state', {});
const listen = (core: CoreClient, told: (state: SealingState) => void) => core.on('sealing.changed', told);

/** The keys and what is sealed with them, as the core tells it. */
export const useSealing = () => useTold(ask, listen);
