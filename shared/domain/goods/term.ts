import { daysBetween } from '../schedule/day.ts';
import type { ContractState } from './kinds.ts';

export type Term =
  /** Not signed yet, or called off. */
  | { readonly kind: 'draft' | 'terminated' }
  | { readonly kind: 'begins'; readonly on: string }
  /** Without an end, or with one that is far off. */
  | { readonly kind: 'running'; readonly until?: string }
  | { readonly kind: 'ending'; readonly until: string; readonly daysLeft: number }
  | { readonly kind: 'ended'; readonly on: string };

/** Time enough to speak of a new one before the old one ends. */
export const ENDING_DAYS = 60;

/** How a contract stands on a day. The last day still counts. */
export function termOn(
  today: string,
  contract: {
    readonly state: ContractState;
    readonly startsOn?: string | undefined;
    readonly endsOn?: string | undefined;
  },
): Term {
  const { state, startsOn, endsOn } = contract;
  if (state !== 'signed') return { kind: state };
  if (endsOn !== undefined && daysBetween(today, endsOn) < 0) return { kind: 'ended', on: endsOn };
  if (startsOn !== undefined && daysBetween(today, startsOn) > 0) return { kind: 'begins', on: startsOn };
  if (endsOn === undefined) return { kind: 'running' };
  const daysLeft = daysBetween(today, endsOn);
  return daysLeft <= ENDING_DAYS
    ? { kind: 'ending', until: endsOn, daysLeft }
    : { kind: 'running', until: endsOn };
}
