import type { Permit } from './directory.ts';
import type { Right } from './rights.ts';

/** Who owns a record. Nobody (an empty list): it lies there for whoever takes it, so every reach covers it. */
export type Owners = readonly string[];

/**
 * The one question. Without `owners` it asks whether somebody has the right at all; with them, whether it reaches this
 * record.
 */
export function may(permit: Permit, right: Right, owners?: Owners): boolean {
  const reach = permit.grants[right];
  if (reach === undefined) return false;
  if (owners === undefined || reach === 'all' || owners.length === 0) return true;
  return owners.some((owner) => (reach === 'own' ? owner === permit.userId : permit.group.has(owner)));
}

/**
 * The same for a list: whose records a query may bring. `undefined`: everybody's; those of nobody always belong to it.
 * Without the right it is nobody's, and the caller must not have come so far.
 */
export function ownersWithin(permit: Permit, right: Right): ReadonlySet<string> | undefined {
  const reach = permit.grants[right];
  if (reach === 'all') return undefined;
  if (reach === undefined) return new Set();
  return reach === 'own' ? new Set([permit.userId]) : permit.group;
}

/** Whether a list may bring a record of these owners. */
export const isWithin = (owners: ReadonlySet<string> | undefined, whose: Owners = []): boolean =>
  owners === undefined || whose.length === 0 || whose.some((owner) => owners.has(owner));
