// Parts of the card that a step of the talk brings before the operator's eyes. One pane on one page: a module's store.
import { createStore, useStore } from 'zustand';
import type { CardPart } from '../../../shared/domain/talk-script/script.ts';

const NONE: readonly CardPart[] = [];
const store = createStore<{ parts: readonly CardPart[] }>(() => ({ parts: NONE }));

export const showCardParts = (parts: readonly CardPart[] = NONE): void => {
  if (store.getState().parts !== parts) store.setState({ parts });
};

/** `first`: the one that is scrolled to. */
export const useShownPart = (part: CardPart): 'no' | 'yes' | 'first' =>
  useStore(store, ({ parts }) => (parts[0] === part ? 'first' : parts.includes(part) ? 'yes' : 'no'));
