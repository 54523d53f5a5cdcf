import type { Registration } from '../../../shared/contract/phone.ts';

/** Times of the connection, milliseconds unless said otherwise. */
export const TIMES = {
  /** A WebSocket that is not open by then will hardly be. */
  open: 8_000,
  /** REGISTER with its challenge: two round trips and a slow database. */
  register: 8_000,
  /** How often a quiet connection is asked whether it lives. Below the 30 s after which home routers forget it. */
  probeEvery: 25_000,
  /** OPTIONS without an answer for so long: the socket is half open (the machine slept, the network changed). */
  probe: 5_000,
  /** The same after a sign that something changed: better one reconnection too many than a deaf phone. */
  nudge: 2_000,
  /** Asked from the registrar, seconds. */
  expires: 120,
} as const;

const FIRST_DELAY = 500;
const MAX_DELAY = 30_000;
/** A wrong password must not lock the account: one more try, for a registrar that had just lost its nonce. */
const MAX_REFUSALS = 2;
const AFTER_REFUSAL = 1_000;

/**
 * How long to wait before the attempt of this number (1, 2, …), in milliseconds: it doubles from half a second up to
 * 30 s, and a half of it is chance, so that the workstations of a hall do not all return in the same moment.
 *
 * @param random 0 ≤ random < 1
 */
export function retryDelay(attempt: number, random: number): number {
  const full = Math.min(MAX_DELAY, FIRST_DELAY * 2 ** Math.min(attempt - 1, 16));
  return Math.round(full / 2 + (full / 2) * random);
}

/** When to REGISTER again: at half of what was granted, as RFC 5626 §4.4.1 lets clients do, never busier than 5 s. */
export function refreshDelay(expiresSec: number): number {
  return Math.max(5_000, expiresSec * 500);
}

/** How an attempt to be registered failed. */
export type RegisterFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'badAddress' }
  | { readonly kind: 'status'; readonly status: number };

export type NextStep =
  | { readonly step: 'giveUp'; readonly problem: Registration['problem']; readonly sipCode?: number }
  | {
      readonly step: 'retry';
      readonly delay: number;
      readonly problem: Registration['problem'];
      readonly sipCode?: number;
    };

/**
 * What to do after a failed attempt.
 *
 * @param attempts failed ones in a row, this one included
 * @param refusals of these, how many in a row were refused for the credentials, this one included
 */
export function afterFailure(
  failure: RegisterFailure,
  attempts: number,
  refusals: number,
  random: number,
): NextStep {
  switch (failure.kind) {
    case 'badAddress':
      return { step: 'giveUp', problem: 'pbxAddressInvalid' };
    case 'unreachable':
      return { step: 'retry', delay: retryDelay(attempts, random), problem: 'pbxUnreachable' };
    case 'status': {
      const { status: sipCode } = failure;
      if (!isRefusal(sipCode)) {
        return { step: 'retry', delay: retryDelay(attempts, random), problem: 'pbxRefused', sipCode };
      }
      return refusals >= MAX_REFUSALS
        ? { step: 'giveUp', problem: 'wrongPassword', sipCode }
        : { step: 'retry', delay: AFTER_REFUSAL, problem: 'wrongPassword', sipCode };
    }
  }
}

/** The registrar knows us and does not want us: 401 and 407 after the credentials were given, 403. */
export const isRefusal = (status: number): boolean => status === 401 || status === 403 || status === 407;
