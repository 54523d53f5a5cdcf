// How the desk reads where it is in a list. Pure.
import type { Dialer, OfferedNumber } from '../../../shared/contract/campaigns.ts';

export interface DialerState {
  /** Undefined until the core has answered for the first time. */
  readonly dialer: Dialer | undefined;
  /** The number that the operator chose for the prospect on offer; undefined: the one that comes first. */
  readonly chosenNumber: string | undefined;
  /** The automatic is paused because the operator types, and goes on by itself afterwards. */
  readonly heldByTyping: boolean;
}

export const NO_DIALER: DialerState = { dialer: undefined, chosenNumber: undefined, heldByTyping: false };

/** What the core says now. A choice of a number is for one prospect only. */
export function onDialer(state: DialerState, dialer: Dialer): DialerState {
  const same = state.dialer?.lead?.id === dialer.lead?.id;
  return { ...state, dialer, chosenNumber: same ? state.chosenNumber : undefined };
}

/** Works on a list, whatever happens in it at this moment. */
export const isJoined = (dialer: Dialer | undefined): dialer is Dialer =>
  dialer !== undefined && dialer.stage !== 'off';

/** A prospect is on the screen and waits for the key that dials, or for the countdown. */
export const isOnOffer = (dialer: Dialer | undefined): boolean =>
  dialer?.lead !== undefined && (dialer.stage === 'offering' || dialer.stage === 'countdown');

/** The list is done with its last call and has something to say: who is next, that nobody is due, or that it stands still. */
export const hasGoneOn = (dialer: Dialer | undefined): boolean =>
  isOnOffer(dialer) ||
  (isJoined(dialer) && dialer.callId === undefined && (dialer.stage === 'empty' || dialer.paused));

/** The number that is dialled: the chosen one, otherwise the first that may be, otherwise the first. */
export function offeredNumber({ dialer, chosenNumber }: DialerState): OfferedNumber | undefined {
  const numbers = dialer?.numbers ?? [];
  return (
    numbers.find(({ number }) => number === chosenNumber) ??
    numbers.find(({ verdict }) => verdict.allowed) ??
    numbers[0]
  );
}

/** After the wrap-up of this call another prospect comes: the save is "save and next". */
export const nextFollows = (dialer: Dialer | undefined, call: { leadId?: string | undefined }): boolean =>
  isJoined(dialer) && call.leadId !== undefined && dialer.campaign?.pace !== 'manual' && !dialer.pausesNext;
