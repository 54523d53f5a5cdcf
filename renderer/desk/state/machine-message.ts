// The message to answering machines, as the core tells it: whether there is one, and in which call it is being said.
import { create } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { MachineMessageState } from '../../../shared/contract/machine-message.ts';

export const useMachineMessage = create<MachineMessageState>(() => ({}));

export function feedMachineMessage(core: CoreClient): () => void {
  const take = (state: MachineMessageState) => useMachineMessage.setState(state, true);
  const stops = [
    core.on('machineMessage.changed', take),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      core
        .request('machineMessage.get', {})
        .then(take)
        // The next connection asks again.
        .catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
