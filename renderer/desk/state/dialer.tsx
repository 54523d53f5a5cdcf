// Where this operator is in a list, as the core tells it.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Dialer } from '../../../shared/contract/campaigns.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { CardsStore } from './cards.tsx';
import { type DialerState, isOnOffer, NO_DIALER, onDialer } from './dialer-model.ts';
import type { NavigationStore } from './navigation.tsx';
import { isTypingAtCall } from './typing.ts';

export type DialerStore = StoreApi<DialerState & { tell(dialer: Dialer): void }>;

/**
 * A prospect that comes on offer brings its card, which goes into the cards first: it stands in the pane in the same
 * paint. What is being written there stays; the prospect's name on the bar leads to the card.
 */
export const createDialerStore = (cards: CardsStore, navigation: NavigationStore): DialerStore =>
  createStore((set, get) => ({
    ...NO_DIALER,
    tell: (dialer) => {
      const before = get().dialer?.lead?.id;
      if (dialer.card) cards.getState().put(dialer.card);
      set((state) => onDialer(state, dialer));
      const { lead } = dialer;
      if (lead && isOnOffer(dialer) && lead.id !== before && !isTypingAtCall())
        navigation.getState().openContact(lead.contactId);
    },
  }));

export function feedDialer(core: CoreClient, store: DialerStore): () => void {
  const { tell } = store.getState();
  const stops = [
    core.on('dialer.changed', tell),
    core.onConnection((connection) => {
      if (connection !== 'connected') return;
      core
        .request('dialer.state', {})
        .then(tell)
        // The next connection asks again.
        .catch(() => undefined);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const DialerContext = createContext<DialerStore | undefined>(undefined);

export function useDialerStore(): DialerStore {
  const store = useContext(DialerContext);
  if (!store) throw new Error('useDialer outside of DeskState');
  return store;
}

/** `useDialer((state) => state.dialer?.stage)`. */
export function useDialer<T>(select: (state: DialerState) => T): T {
  return useStore(useDialerStore(), select);
}
