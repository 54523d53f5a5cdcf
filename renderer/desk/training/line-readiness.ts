// Whether the training line can be used, and if not, why. Pure.
import type { PhoneState } from '../../../shared/contract/phone.ts';
import type { Account } from '../../../shared/contract/settings.ts';
import type { TrainingState } from '../../../shared/contract/training.ts';

export type Readiness =
  | 'off'
  | 'ready'
  | 'microphoneDenied'
  | 'microphoneMissing'
  | 'noPhone'
  | 'otherLine'
  | 'noLine'
  | 'connecting';

export function readiness(
  training: TrainingState,
  phone: PhoneState | undefined,
  accounts: readonly Account[],
): Readiness {
  if (!training.on) return 'off';
  if (training.ready) {
    if (phone?.microphone === 'denied') return 'microphoneDenied';
    return phone?.microphone === 'missing' ? 'microphoneMissing' : 'ready';
  }
  if (phone && !phone.attached) return 'noPhone';
  const active = accounts.find((account) => account.active);
  if (!active) return 'noLine';
  return active.training ? 'connecting' : 'otherLine';
}

/** Customers can call: a missing microphone makes a poor talk, but a real ring. */
export const canRing = (state: Readiness): boolean =>
  state === 'ready' || state === 'microphoneDenied' || state === 'microphoneMissing';

/** About how long a shift takes, milliseconds: the first call comes at once. */
export const shiftLength = (count: number, paceSeconds: number): number =>
  Math.max(0, count - 1) * paceSeconds * 1000;
