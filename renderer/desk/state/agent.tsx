// How this workstation stands towards the PBX and its colleagues, as the core tells it.
import { createContext, useContext, useMemo } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { AgentState, Colleague } from '../../../shared/contract/agent.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';

export interface Agent {
  /** Undefined until the core has answered for the first time. */
  readonly state: AgentState | undefined;
}

export type AgentStore = StoreApi<Agent>;

export const createAgentStore = (): AgentStore => createStore<Agent>(() => ({ state: undefined }));

export function feedAgent(core: CoreClient, store: AgentStore): () => void {
  const stops = [
    core.on('agent.changed', (state) => store.setState({ state })),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      core
        .request('agent.state', {})
        .then((state) => store.setState({ state }))
        // The next connection asks again.
        .catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const AgentContext = createContext<AgentStore | undefined>(undefined);

export function useAgentStore(): AgentStore {
  const store = useContext(AgentContext);
  if (!store) throw new Error('useAgent outside of DeskState');
  return store;
}

export function useAgent<T>(select: (state: AgentState | undefined) => T): T {
  return useStore(useAgentStore(), ({ state }) => select(state));
}

/** The weightiest thing that keeps calls from this workstation; `available` when nothing does. */
export type Standing = 'doNotDisturb' | 'forwarded' | 'paused' | 'outOfQueues' | 'available';

export function standingOf(state: AgentState): Standing {
  if (state.doNotDisturb) return 'doNotDisturb';
  if (state.forwardTo !== undefined) return 'forwarded';
  if (state.pausedFor !== undefined) return 'paused';
  return state.can.queues && state.inQueues === false ? 'outOfQueues' : 'available';
}

const NOBODY: readonly Colleague[] = [];

/** By any part of the name or the beginning of the extension; all of them for an empty text. */
export function findColleagues(colleagues: readonly Colleague[], text: string): readonly Colleague[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return colleagues.filter(({ name, extension }) =>
    words.every((word) => name.toLowerCase().includes(word) || extension.toLowerCase().startsWith(word)),
  );
}

export function useColleagues(text = ''): readonly Colleague[] {
  const all = useAgent((state) => state?.colleagues) ?? NOBODY;
  return useMemo(() => findColleagues(all, text), [all, text]);
}
