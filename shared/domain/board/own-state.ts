import type { CallState } from '../call/call.ts';
import type { BoardState, SeenPerson } from './board.ts';

/** A call of this workstation, as far as the board asks. */
export interface OwnCall {
  readonly state: CallState;
  readonly purpose: 'talk' | 'consult' | 'service';
  readonly startedAt: number;
  readonly answeredAt?: number | undefined;
  readonly endedAt?: number | undefined;
  readonly heldSince?: number | undefined;
  readonly wrapUp: 'none' | 'open' | 'done';
  /** The other side, as people call it; empty: it hides. */
  readonly with: string;
  readonly contactId?: string | undefined;
}

export interface OwnStanding {
  /** The PBX could send a call here. */
  readonly reachable: boolean;
  readonly pausedFor?: string | undefined;
  readonly doNotDisturb: boolean;
}

type Standing = Pick<SeenPerson, 'state' | 'since' | 'with' | 'contactId' | 'reason'>;

/** What stands before what, when there is more than one call. */
const BEFORE: readonly BoardState[] = ['talking', 'onHold', 'ringing', 'dialing', 'wrapUp'];

/**
 * How who sits here stands. Calls to the PBX itself are nobody's business: whoever listens in on a colleague is as they were
 * before.
 */
export function ownState(calls: readonly OwnCall[], standing: OwnStanding): Standing {
  const inCalls = calls
    .flatMap((call) => standingIn(call) ?? [])
    .sort((one, other) => BEFORE.indexOf(one.state) - BEFORE.indexOf(other.state));
  const [first] = inCalls;
  if (first) return first;
  if (standing.pausedFor !== undefined) return { state: 'break', since: 'kept', reason: standing.pausedFor };
  return { state: standing.reachable && !standing.doNotDisturb ? 'free' : 'away', since: 'kept' };
}

function standingIn(call: OwnCall): Standing | undefined {
  if (call.purpose === 'service') return undefined;
  const who = {
    ...(call.with === '' ? {} : { with: call.with }),
    ...(call.contactId === undefined ? {} : { contactId: call.contactId }),
  };
  switch (call.state) {
    case 'ringing':
      return { state: 'ringing', since: call.startedAt, ...who };
    case 'dialing':
      return { state: 'dialing', since: call.startedAt, ...who };
    case 'talking':
      return { state: 'talking', since: call.answeredAt ?? call.startedAt, ...who };
    case 'held':
      return { state: 'onHold', since: call.heldSince ?? call.answeredAt ?? call.startedAt, ...who };
    case 'ended':
      return call.wrapUp === 'open'
        ? { state: 'wrapUp', since: call.endedAt ?? call.startedAt, ...who }
        : undefined;
  }
}
