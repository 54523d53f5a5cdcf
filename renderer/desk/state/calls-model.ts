// What the desk knows of the live calls and how it reads them. Pure.
import type { CallView, LiveCall } from '../../../shared/contract/calls.ts';

export interface CallsState {
  /** Ringing, dialing, talking, held, and ended with an open wrap-up; in order of their beginning. */
  readonly calls: readonly LiveCall[];
  /**
   * Rings that came while the operator was typing into what they would replace: they wait as a chip until they are
   * answered or chosen.
   */
  readonly waiting: ReadonlySet<string>;
  /** The call that the operator chose to look at, when it is not the one that would have the bar by itself. */
  readonly chosenId: string | undefined;
}

export const NO_CALLS: CallsState = { calls: [], waiting: new Set(), chosenId: undefined };

export const isOver = (call: CallView): boolean => call.state === 'ended';
/** Belongs on the bar: it lives, or its wrap-up is open. */
export const isOnDesk = (call: CallView): boolean => !isOver(call) || call.wrapUp === 'open';

/** An event may come without the card, when nothing in it changed: the known one stays if it is the same customer's. */
function merged(before: LiveCall | undefined, now: LiveCall): LiveCall {
  if (now.card || !before?.card || now.call.contactId === undefined) return now;
  return before.card.contact.id === now.call.contactId ? { ...before, ...now } : now;
}

/** A call changed. `typing`: the operator types into the bar or the pane at this moment. */
export function onCallChanged(state: CallsState, live: LiveCall, typing: boolean): CallsState {
  const id = live.call.id;
  const before = state.calls.find((other) => other.call.id === id);
  const others = state.calls.filter((other) => other.call.id !== id);
  if (!isOnDesk(live.call)) return cleaned({ ...state, calls: others });
  const now = merged(before, live);
  const calls = before
    ? state.calls.map((other) => (other === before ? now : other))
    : [...others, now].sort((a, b) => a.call.startedAt - b.call.startedAt);
  const waiting = new Set(state.waiting);
  if (!before && live.call.state === 'ringing' && typing) waiting.add(id);
  if (live.call.state !== 'ringing') waiting.delete(id);
  // Answering is choosing; and who was chosen before gives way to a new talk.
  const began = before?.call.state === 'ringing' && live.call.state === 'talking';
  return cleaned({ calls, waiting, chosenId: began ? undefined : state.chosenId });
}

/** After a (re)connection: the core's list is the truth. */
export function onCallsLoaded(state: CallsState, calls: readonly LiveCall[]): CallsState {
  return cleaned({ ...state, calls: calls.filter((live) => isOnDesk(live.call)) });
}

function cleaned(state: CallsState): CallsState {
  const ids = new Set(state.calls.map((live) => live.call.id));
  return {
    calls: state.calls,
    waiting: new Set([...state.waiting].filter((id) => ids.has(id))),
    chosenId: state.chosenId !== undefined && ids.has(state.chosenId) ? state.chosenId : undefined,
  };
}

/** Whose turn it is: a voice in the ear first, then what asks for an answer, then what is to be finished. */
function rank(state: CallsState, { call }: LiveCall): number {
  if (call.state === 'talking' || (call.state === 'held' && !call.hold.operator)) return 0;
  if (call.state === 'dialing') return 1;
  if (call.state === 'ringing') return state.waiting.has(call.id) ? 5 : 2;
  if (call.state === 'held') return 3;
  return 4;
}

/** The call that has the bar and the pane, or undefined when the desk is free. */
export function primaryCall(state: CallsState): LiveCall | undefined {
  const chosen = state.calls.find((live) => live.call.id === state.chosenId);
  if (chosen) return chosen;
  return state.calls.toSorted(
    (a, b) => rank(state, a) - rank(state, b) || a.call.startedAt - b.call.startedAt,
  )[0];
}

/** The others, as chips: rings first. Who is in a conference with the one on the bar is no other call. */
export function otherCalls(state: CallsState): LiveCall[] {
  const primary = primaryCall(state);
  const joined = primary?.call.joined === true;
  return state.calls
    .filter((live) => live !== primary && !(joined && live.call.joined))
    .sort((a, b) => Number(b.call.state === 'ringing') - Number(a.call.state === 'ringing'));
}

/** The call that F2 answers: the one on the bar if it rings, otherwise the first that rings. */
export function ringingCall(state: CallsState): LiveCall | undefined {
  const primary = primaryCall(state);
  if (primary?.call.state === 'ringing') return primary;
  return state.calls.find((live) => live.call.state === 'ringing');
}

const isTalk = (call: CallView): boolean => call.state === 'talking' || call.state === 'held';

/** Everybody in the conference of the call on the bar, in order of their coming; nobody when there is none. */
export function conference(state: CallsState): CallView[] {
  if (primaryCall(state)?.call.joined !== true) return [];
  return state.calls.filter(({ call }) => call.joined).map(({ call }) => call);
}

/**
 * Two calls that can be put through to each other or be made a conference: the one on the bar and one beside it.
 * Undefined while either of them is not a talk yet.
 */
export function pairOf(state: CallsState): { readonly here: CallView; readonly there: CallView } | undefined {
  const here = primaryCall(state)?.call;
  if (!here || !isTalk(here)) return undefined;
  const others = otherCalls(state).map(({ call }) => call);
  const there = others.find((call) => isTalk(call) && asksFor(here, call)) ?? others.find(isTalk);
  return there && { here, there };
}

/** A question to a colleague and the talk that it is about, when one of the two has the bar. */
export interface Consult {
  readonly talk: CallView;
  readonly question: CallView;
}

export function consultOf(state: CallsState): Consult | undefined {
  const primary = primaryCall(state)?.call;
  if (!primary || primary.joined) return undefined;
  const live = state.calls.map(({ call }) => call).filter((call) => !isOver(call));
  const question =
    primary.purpose === 'consult' ? primary : live.find((call) => call.consultFor === primary.id);
  const talk = live.find((call) => call.id === question?.consultFor);
  return question && talk && !isOver(question) ? { talk, question } : undefined;
}

const asksFor = (a: CallView, b: CallView): boolean => a.consultFor === b.id || b.consultFor === a.id;

/** What the call on the bar can be brought together with, or is together with. */
export type Company = 'alone' | 'pair' | 'consult' | 'conference';

export function companyOf(state: CallsState): Company {
  if (conference(state).length > 1) return 'conference';
  if (consultOf(state)) return 'consult';
  return pairOf(state) ? 'pair' : 'alone';
}

/** Whom the call is about: while a colleague is asked, that is the customer who waits. */
export function subjectOf(state: CallsState, live: LiveCall): LiveCall {
  return state.calls.find(({ call }) => call.id === live.call.consultFor) ?? live;
}

export type BarState = 'free' | 'ringing' | 'dialing' | 'talking' | 'wrapUp';

export function barState(live: LiveCall | undefined): BarState {
  switch (live?.call.state) {
    case undefined:
      return 'free';
    case 'ringing':
      return 'ringing';
    case 'dialing':
      return 'dialing';
    case 'ended':
      return 'wrapUp';
    default:
      return 'talking';
  }
}
