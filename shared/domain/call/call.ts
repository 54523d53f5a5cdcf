import type { EndCause, RemoteParty, Side } from './fact.ts';

/** One attempt of two people to talk, from the first signal to the last. Times: UTC epoch milliseconds. */
export interface Call {
  readonly id: string;
  readonly accountId: string;
  readonly direction: 'inbound' | 'outbound';
  readonly state: CallState;
  readonly remote: RemoteParty;
  readonly dialled?: string;
  readonly startedAt: number;
  /** First 180 or 183 of an outbound call: the other phone rings. */
  readonly progressAt?: number;
  readonly answeredAt?: number;
  readonly endedAt?: number;
  /** Who holds now; both may. The moment at which the present hold began is `heldSince`. */
  readonly hold: { readonly operator: boolean; readonly customer: boolean };
  readonly heldSince?: number;
  /** Sum of the finished holds, milliseconds. */
  readonly heldMs: number;
  readonly muted: boolean;
  /** Part of a conference of ours now. */
  readonly joined: boolean;
  /** Since when the PBX is out of reach, while it is. */
  readonly signalLostAt?: number;
  /** Since when no sound gets through, while it does not. */
  readonly soundLostAt?: number;
  readonly transferredTo?: string;
  readonly end?: CallEnd;
}

export type CallState = 'ringing' | 'dialing' | 'talking' | 'held' | 'ended';

export interface CallEnd {
  readonly result: CallResult;
  readonly cause: EndCause | 'interrupted';
  readonly by: Side | 'network' | 'unknown';
  readonly sipCode?: number;
  readonly reason?: string;
}

/** How the call is counted in the log. Each call has exactly one, whatever happened. */
export type CallResult =
  | 'answered'
  | 'missed'
  | 'declined'
  | 'busy'
  | 'noAnswer'
  | 'cancelled'
  | 'failed'
  | 'answeredElsewhere'
  | 'forwarded'
  | 'interrupted';

export const CALL_RESULTS: readonly CallResult[] = [
  'answered',
  'missed',
  'declined',
  'busy',
  'noAnswer',
  'cancelled',
  'failed',
  'answeredElsewhere',
  'forwarded',
  'interrupted',
];

export const isLive = (call: Call): boolean => call.state !== 'ended';

/** Milliseconds of talk: from the answer to the end (or `now`), holds included, as PBXs bill it. */
export function talkMs(call: Call, now: number): number {
  return call.answeredAt === undefined ? 0 : Math.max(0, (call.endedAt ?? now) - call.answeredAt);
}

/** Milliseconds until the answer, or until the end when nobody answered. */
export function ringMs(call: Call, now: number): number {
  return Math.max(0, (call.answeredAt ?? call.endedAt ?? now) - call.startedAt);
}

/** Milliseconds on hold so far, the present hold included. */
export function heldMs(call: Call, now: number): number {
  return (
    call.heldMs + (call.heldSince === undefined ? 0 : Math.max(0, (call.endedAt ?? now) - call.heldSince))
  );
}
