import { useMemo } from 'react';
import type { AgentState } from '../../../shared/contract/agent.ts';
import { showBarPanel } from '../state/bar-ui.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useAsk } from '../state/use-ask.ts';

export interface AgentActions {
  setDoNotDisturb(on: boolean): Promise<void>;
  /** @returns false when the core refused: what was written stays. */
  forward(to: string | null): Promise<boolean>;
  setQueues(inQueues: boolean): Promise<void>;
  pause(reason: string | null): Promise<void>;
  /** Takes back whatever keeps calls away. */
  makeAvailable(state: AgentState): Promise<void>;
  listen(): Promise<void>;
  pickUp(extension: string): Promise<void>;
}

/** How an operator changes the own state. What comes of it is told by `agent.changed`. */
export function useAgentActions(): AgentActions {
  const ask = useAsk();
  const showCall = useNavigation((navigation) => navigation.showCall);
  return useMemo(() => {
    const begun = (answer: unknown) => {
      if (answer === undefined) return;
      showBarPanel('none');
      showCall();
    };
    const actions: AgentActions = {
      setDoNotDisturb: async (on) => void (await ask('agent.doNotDisturb', { on })),
      forward: async (to) => (await ask('agent.forward', { to })) !== undefined,
      setQueues: async (inQueues) => void (await ask('agent.queues', { in: inQueues })),
      pause: async (reason) => void (await ask('agent.pause', { reason })),
      makeAvailable: async (state) => {
        // One after the other: each may be a call of its own to the PBX.
        if (state.doNotDisturb) await ask('agent.doNotDisturb', { on: false });
        if (state.forwardTo !== undefined) await ask('agent.forward', { to: null });
        if (state.pausedFor !== undefined) await ask('agent.pause', { reason: null });
      },
      listen: async () => begun(await ask('agent.voicemail', {})),
      pickUp: async (extension) => begun(await ask('agent.pickUp', { extension })),
    };
    return actions;
  }, [ask, showCall]);
}
