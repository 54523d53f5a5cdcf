// Where the operator is: the screen on the left, and what the pane on the right shows.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { LeadSource } from '../../../shared/contract/campaigns.ts';

export type ScreenName =
  | 'today'
  | 'promises'
  | 'calendar'
  | 'calls'
  | 'customers'
  | 'lists'
  | 'doNotCall'
  | 'duplicates'
  | 'scripts'
  | 'missed'
  | 'board'
  | 'imports'
  | 'recordings'
  | 'reviews'
  | 'results'
  | 'audit'
  | 'training'
  | 'settings';

/** What the operator opened: a customer, a call of the log, or the form for a new customer. */
export type Opened =
  | { readonly kind: 'contact'; readonly id: string }
  /** `atMs`: where to begin in its recording. */
  | { readonly kind: 'call'; readonly id: string; readonly atMs?: number | undefined }
  | ({ readonly kind: 'newContact' } & NewContactStart);

/** What is known of somebody before the form is filled in. */
export interface NewContactStart {
  readonly name?: string;
  readonly number?: string;
  /** Of whom they are one; the name is what the form shows. */
  readonly organisationId?: string;
  readonly organisationName?: string;
}

/** Of what the results are shown when their screen opens; empty: of everything that was dialled lately. */
export interface ResultsStart {
  readonly campaignId?: string;
  readonly scriptId?: string;
}

/** What the screen of the lists shows: all of them, one, or the form for a new one with whom it is for. */
export type ListsPlace =
  | { readonly kind: 'all' }
  | { readonly kind: 'list'; readonly id: string }
  | { readonly kind: 'change'; readonly id: string }
  | { readonly kind: 'new'; readonly source?: LeadSource };

export interface Navigation {
  readonly screen: ScreenName;
  readonly opened: Opened | undefined;
  /** The call that had the pane when this was opened: it waits behind it, any other call comes in front. */
  readonly openedOver: string | undefined;
  readonly results: ResultsStart;
  readonly lists: ListsPlace;
  /** Two cards that somebody wants to make one, before those that the sweep found. */
  readonly pair: { readonly oneId: string; readonly otherId: string } | undefined;
  /** The talk whose review was asked for from elsewhere. */
  readonly review: { readonly recordingId: string } | undefined;
}

export interface NavigationActions {
  go(screen: ScreenName): void;
  openLists(place: ListsPlace): void;
  openContact(id: string): void;
  openCall(id: string, atMs?: number): void;
  openResults(start: ResultsStart): void;
  /** Without a pair: those that the sweep found. */
  openDuplicates(pair?: { readonly oneId: string; readonly otherId: string }): void;
  openReview(recordingId: string): void;
  /** It was opened, and is not asked for any more. */
  reviewOpened(): void;
  newContact(start?: NewContactStart): void;
  closePane(): void;
  /** What is opened keeps the pane also from this call. */
  stayOver(callId: string): void;
  /** The pane goes (back) to the call. */
  showCall(): void;
}

export type NavigationStore = StoreApi<Navigation & NavigationActions>;

/** `callOnDesk`: the id of the call that has the bar. */
export const createNavigationStore = (callOnDesk: () => string | undefined): NavigationStore =>
  createStore<Navigation & NavigationActions>((set, get) => {
    const open = (opened: Opened | undefined) => set({ opened, openedOver: callOnDesk() });
    return {
      // A screen on the wall begins with what it is there for.
      screen: new URLSearchParams(globalThis.location?.search).has('board') ? 'board' : 'today',
      opened: undefined,
      openedOver: undefined,
      lists: { kind: 'all' },
      // Once more on the same entry leads from one list back to all of them.
      go: (screen) =>
        set(screen === 'lists' && get().screen === 'lists' ? { lists: { kind: 'all' } } : { screen }),
      openLists: (lists) => set({ screen: 'lists', lists }),
      openContact: (id) => open({ kind: 'contact', id }),
      results: {},
      review: undefined,
      pair: undefined,
      openCall: (id, atMs) => open({ kind: 'call', id, atMs }),
      openResults: (results) => set({ screen: 'results', results }),
      openDuplicates: (pair) => set({ screen: 'duplicates', pair }),
      openReview: (recordingId) => set({ screen: 'reviews', review: { recordingId } }),
      reviewOpened: () => set({ review: undefined }),
      newContact: (start = {}) => open({ kind: 'newContact', ...start }),
      closePane: () => set({ opened: undefined, openedOver: undefined }),
      stayOver: (openedOver) => set({ openedOver }),
      showCall: () => set({ openedOver: undefined }),
    };
  });

export const NavigationContext = createContext<NavigationStore | undefined>(undefined);

/** `useNavigation((n) => n.openContact)` gives a stable function; `useNavigation((n) => n.screen)` a value. */
export function useNavigation<T>(select: (navigation: Navigation & NavigationActions) => T): T {
  const store = useContext(NavigationContext);
  if (!store) throw new Error('useNavigation outside of DeskState');
  return useStore(store, select);
}
