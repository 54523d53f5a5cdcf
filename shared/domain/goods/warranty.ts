import { daysBetween } from '../schedule/day.ts';

/** `none`: nobody wrote down that there is one. */
export type Warranty =
  | { readonly kind: 'none' }
  | { readonly kind: 'in'; readonly until: string; readonly daysLeft: number }
  | { readonly kind: 'ended'; readonly on: string };

/** The last day still counts. Days are `yyyy-mm-dd`. */
export function warrantyOn(today: string, until: string | undefined): Warranty {
  if (until === undefined) return { kind: 'none' };
  const daysLeft = daysBetween(today, until);
  return daysLeft < 0 ? { kind: 'ended', on: until } : { kind: 'in', until, daysLeft };
}
