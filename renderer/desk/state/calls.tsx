// The live calls of the desk, fed by the core's one event per change.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { markCall } from '../../call-marks.ts';
import { type CallsState, NO_CALLS, onCallChanged, onCallsLoaded } from './calls-model.ts';
import type { CardsStore } from './cards.tsx';
import { isTypingAtCall } from './typing.ts';

export type CallsStore = StoreApi<CallsState>;

export const createCallsStore = (): CallsStore => createStore<CallsState>(() => NO_CALLS);

/**
 * The event's card goes into the cards first, so that the render which the call causes finds it: one paint, no
 * question to the core in between.
 */
export function feedCalls(core: CoreClient, store: CallsStore, cards: CardsStore): () => void {
  const stops = [
    core.on('calls.changed', (live) => {
      // Where the core's part of a screen pop ends and ours begins, for the benchmark.
      if (live.call.state === 'ringing') markCall('event', live.call.id);
      if (live.card) cards.getState().put(live.card);
      store.setState((state) => onCallChanged(state, live, isTypingAtCall()));
    }),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      core
        .request('calls.live', {})
        .then((calls) => {
          for (const live of calls) if (live.card) cards.getState().put(live.card);
          store.setState((state) => onCallsLoaded(state, calls));
        })
        // The next connection asks again.
        .catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const CallsContext = createContext<CallsStore | undefined>(undefined);

export function useCallsStore(): CallsStore {
  const store = useContext(CallsContext);
  if (!store) throw new Error('useCalls outside of DeskState');
  return store;
}

/** `useCalls(primaryCall)`; the selector must give the same object for the same state. */
export function useCalls<T>(select: (state: CallsState) => T): T {
  return useStore(useCallsStore(), select);
}
