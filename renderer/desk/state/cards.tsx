// The cards that were seen lately, so that the same customer shows at once and in every place the same.
import { createContext, useContext, useEffect } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { CoreClient } from '../../../shared/contract/client.ts';
import type { Card } from '../../../shared/contract/contacts.ts';
import type { FailureCode } from '../../../shared/contract/failure.ts';
import { asFailure } from './use-ask.ts';

/** A shift touches more, but nobody goes back further; a card is some kilobytes. */
const KEPT = 60;

export interface Cards {
  readonly byId: ReadonlyMap<string, Card>;
  readonly failures: ReadonlyMap<string, FailureCode>;
  put(card: Card): void;
  load(id: string): Promise<void>;
}

export type CardsStore = StoreApi<Cards>;

export const createCardsStore = (core: CoreClient): CardsStore =>
  createStore<Cards>((set) => ({
    byId: new Map(),
    failures: new Map(),
    put: (card) =>
      set(({ byId, failures }) => {
        const next = new Map(byId);
        next.delete(card.contact.id);
        next.set(card.contact.id, card);
        for (const id of next.keys()) {
          if (next.size <= KEPT) break;
          next.delete(id);
        }
        return { byId: next, failures: without(failures, card.contact.id) };
      }),
    load: async (id) => {
      try {
        const card = await core.request('contacts.card', { id });
        set(({ byId, failures }) => ({
          byId: new Map(byId).set(id, card),
          failures: without(failures, id),
        }));
      } catch (error) {
        const { code } = asFailure(error);
        set(({ byId, failures }) => {
          const next = new Map(byId);
          // Removed meanwhile: an old card would tell things that are no longer so.
          if (code === 'notFound') next.delete(id);
          return { byId: next, failures: new Map(failures).set(id, code) };
        });
      }
    },
  }));

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  if (!map.has(id)) return map;
  const next = new Map(map);
  next.delete(id);
  return next;
}

/** Reloads the cards that are held when the core says that they changed. */
export function feedCards(core: CoreClient, store: CardsStore): () => void {
  const reload = (concerned: (card: Card) => boolean) => {
    const { byId, load } = store.getState();
    for (const [id, card] of [...byId].slice(-3)) if (concerned(card)) void load(id);
  };
  const stops = [
    core.on('contacts.changed', ({ ids }) => {
      const changed = new Set(ids);
      const { byId, load } = store.getState();
      // A card that was merged is held by its old id as well, with what the one that stayed says.
      const concerned = [...byId].filter(
        ([id, card]) =>
          changed.has(id) ||
          changed.has(card.contact.id) ||
          (card.contact.organisationId !== undefined && changed.has(card.contact.organisationId)) ||
          card.people.some((person) => changed.has(person.id)),
      );
      for (const [id] of concerned) void load(id);
    }),
    // A promise of one of the cards in view may have been made, kept or put off.
    core.on('tasks.changed', () => reload(() => true)),
    core.on('calls.changed', ({ call, card }) => {
      if (call.state === 'ended' && !card && call.contactId !== undefined) {
        reload((held) => held.contact.id === call.contactId || held.organisation?.id === call.contactId);
      }
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

export const CardsContext = createContext<CardsStore | undefined>(undefined);

export function useCardsStore(): CardsStore {
  const store = useContext(CardsContext);
  if (!store) throw new Error('useCards outside of DeskState');
  return store;
}

/** The card of a customer: at once when it is known, and asked for when it is not. */
export function useCard(id: string | undefined): {
  card: Card | undefined;
  failure: FailureCode | undefined;
} {
  const store = useCardsStore();
  const card = useStore(store, (cards) => (id === undefined ? undefined : cards.byId.get(id)));
  const failure = useStore(store, (cards) => (id === undefined ? undefined : cards.failures.get(id)));
  const missing = id !== undefined && card === undefined && failure === undefined;
  useEffect(() => {
    if (missing) void store.getState().load(id);
  }, [missing, id, store]);
  return { card, failure };
}
