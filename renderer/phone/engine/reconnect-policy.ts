import type { Registration } from '../../../shared/contract/phone.ts';

/** Times of the connection, milliseconds unless said otherwise. */
export const TIMES = {
  /** A WebSocket that is not open by then will hardly be. */
  open: 8_000,
  /**
   * The same while customers are on the line. An attempt that began in a dead network hangs until TCP repeats itself
   * (after 1, 3, 7 s); a new one gets through as soon as the network is back. Slow networks get longer attempts later.
   */
  openInCall: 1_500,
  openInCallLater: 4_000,
  /** REGISTER with its challenge: two round trips and a slow database. */
  register: 8_000,
  registerInCall: 3_000,
  /** How often a quiet connection is asked whether it lives. Below the 30 s after which home routers forget it. */
  probeEvery: 25_000,
  /** OPTIONS without an answer for so long: the socket is half open (the machine slept, the network changed). */
  probe: 5_000,
  /** The same after a sign that something changed: better one reconnection too many than a deaf phone. */
  nudge: 2_000,
  nudgeInCall: 800,
  /** An attempt that is younger than that when such a sign comes is left to itself. */
  youngAttempt: 300,
  /** How often a phone on its backup asks whether the first server is there again; doubles when it was not. */
  returnEvery: 60_000,
  returnEveryAtMost: 1_800_000,
  /** Asked from the registrar, seconds. */
  expires: 120,
} as const;

/** A dropped socket is usually back at once: a proxy was reloaded, the network changed over. */
const FIRST_DELAY = 300;
const MAX_DELAY = 30_000;
/** With customers on the line every second without the PBX counts; a few operators in a call are no stampede. */
const MAX_DELAY_IN_CALL = 1_000;
/** A wrong password must not lock the account: one more try, for a registrar that had just lost its nonce. */
const MAX_REFUSALS = 2;
const AFTER_REFUSAL = 1_000;
/** Who was registered with this password for an hour is refused by a PBX that is just starting, not by its owner. */
const SLOW_FIRST = 10_000;
const SLOW_MAX = 300_000;

/**
 * How long to wait before the attempt of this number (1, 2, …), in milliseconds: the first comes within 100 to 300 ms,
 * then it doubles up to 30 s, and a half of it is chance, so that the workstations of a hall do not all return in the
 * same moment.
 *
 * @param random 0 ≤ random < 1
 */
export function retryDelay(attempt: number, random: number, inCall = false): number {
  if (attempt <= 1) return Math.round(100 + (FIRST_DELAY - 100) * random);
  const full = Math.min(inCall ? MAX_DELAY_IN_CALL : MAX_DELAY, FIRST_DELAY * 2 ** Math.min(attempt - 1, 16));
  return Math.round(full / 2 + (full / 2) * random);
}

/** How long an attempt to open the socket may take. */
export function openLimit(attempt: number, inCall: boolean): number {
  if (!inCall) return TIMES.open;
  return attempt <= 3 ? TIMES.openInCall : TIMES.openInCallLater;
}

/** When to REGISTER again: at half of what was granted, as RFC 5626 §4.4.1 lets clients do, never busier than 5 s. */
export function refreshDelay(expiresSec: number): number {
  return Math.max(5_000, expiresSec * 500);
}

/** How an attempt to be registered failed. */
export type RegisterFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'badAddress' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSec?: number };

/** What has been before a failure. */
export interface History {
  /** Failed attempts in a row, this one included. */
  readonly attempts: number;
  /** Of these, how many in a row were refused for the credentials, this one included. */
  readonly refusals: number;
  /** These credentials have been good once. */
  readonly hasBeenRegistered: boolean;
  readonly inCall: boolean;
}

interface Why {
  readonly problem: Registration['problem'];
  readonly sipCode?: number;
}

export type NextStep =
  | ({ readonly step: 'giveUp' } & Why)
  /** `refused`: to be shown as such, although it will be tried again. */
  | ({ readonly step: 'retry'; readonly delay: number; readonly refused?: true } & Why);

/** What to do after a failed attempt. */
export function afterFailure(failure: RegisterFailure, history: History, random: number): NextStep {
  const { attempts, refusals, inCall } = history;
  switch (failure.kind) {
    case 'badAddress':
      return { step: 'giveUp', problem: 'pbxAddressInvalid' };
    case 'unreachable':
      return { step: 'retry', delay: retryDelay(attempts, random, inCall), problem: 'pbxUnreachable' };
    case 'status': {
      const { status: sipCode, retryAfterSec = 0 } = failure;
      if (!isRefusal(sipCode)) {
        // Half a second more by chance: whoever was told the same time does not come in the same moment.
        const asked = retryAfterSec > 0 ? retryAfterSec * 1_000 + 500 * random : 0;
        const delay = Math.round(Math.max(asked, retryDelay(attempts, random, inCall)));
        return { step: 'retry', delay, problem: 'pbxRefused', sipCode };
      }
      if (refusals < MAX_REFUSALS) {
        return { step: 'retry', delay: AFTER_REFUSAL, problem: 'wrongPassword', sipCode };
      }
      if (!history.hasBeenRegistered) return { step: 'giveUp', problem: 'wrongPassword', sipCode };
      const slow = Math.min(SLOW_MAX, SLOW_FIRST * 2 ** Math.min(refusals - MAX_REFUSALS, 16));
      const delay = Math.round(slow / 2 + (slow / 2) * random);
      return { step: 'retry', refused: true, delay, problem: 'wrongPassword', sipCode };
    }
  }
}

/** The registrar knows us and does not want us: 401 and 407 after the credentials were given, 403. */
export const isRefusal = (status: number): boolean => status === 401 || status === 403 || status === 407;
