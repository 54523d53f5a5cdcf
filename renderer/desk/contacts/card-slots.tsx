// What other parts of the desk put on a card. The domains know nothing of each other; the frame puts them together.
import { type ComponentType, createContext, useContext } from 'react';
import type { Card } from '../../../shared/contract/contacts.ts';
import type { CallTalkProps } from '../state/call-talk.ts';

export interface CardSlots {
  /** Beside "edit": what else can be done with this customer. */
  readonly Verbs?: ComponentType<{ card: Card }>;
  /** Above everything: what must be known before one calls. Nothing when there is nothing. */
  readonly Notice?: ComponentType<{ card: Card }>;
  /** Under what was promised: tickets that are open. Nothing when there are none. */
  readonly Tickets?: ComponentType<{ card: Card }>;
  /** Under a call of the timeline that a script led, once somebody wants to see it. */
  readonly CallTalk?: ComponentType<CallTalkProps>;
  /** Behind a number. */
  readonly NumberMark?: ComponentType<{ number: string; contactId: string }>;
}

export const CardSlotsContext = createContext<CardSlots>({});
export const useCardSlots = (): CardSlots => useContext(CardSlotsContext);
