// What the line is doing, from what the phone has told. Pure.
import type { PhoneState, Registration } from '../../../shared/contract/phone.ts';
import type { Account } from '../../../shared/contract/settings.ts';

export type LineState =
  | { readonly kind: 'noAccount' }
  | { readonly kind: 'noPhone' }
  | { readonly kind: 'off' | 'connecting' | 'registered' }
  | {
      readonly kind: 'reconnecting' | 'refused';
      readonly problem: Registration['problem'];
      readonly sipCode: number | undefined;
      readonly retryAt: number | undefined;
    };

/** Never more hopeful than the last word of the phone about the account that is in use now. */
export function lineState(accounts: readonly Account[], phone: PhoneState | undefined): LineState {
  const account = accounts.find(({ active }) => active);
  if (!account) return { kind: 'noAccount' };
  if (phone && !phone.attached) return { kind: 'noPhone' };
  const registration = phone?.registration;
  // What it said of another line, before it was told of this one, is not about this one.
  if (!registration || registration.accountId !== account.id) return { kind: 'connecting' };
  if (registration.state !== 'reconnecting' && registration.state !== 'refused')
    return { kind: registration.state };
  return {
    kind: registration.state,
    problem: registration.problem,
    sipCode: registration.sipCode,
    retryAt: registration.retryAt,
  };
}

/** Whole seconds until the next attempt; undefined when none is planned or it is being made now. */
export function secondsUntil(retryAt: number | undefined, now: number): number | undefined {
  if (retryAt === undefined) return undefined;
  const seconds = Math.ceil((retryAt - now) / 1000);
  return seconds > 0 ? seconds : undefined;
}
