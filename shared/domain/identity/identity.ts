import type { NumberReading } from '../phone-number/reading.ts';

/** Why a customer was matched; the contract's `MatchReason` has the same words. */
export type MatchReason =
  | 'corrected'
  | 'mainNumber'
  | 'otherNumber'
  | 'companyLine'
  | 'extension'
  | 'lastDigits'
  | 'dialledFromCard';

/** Somebody whom a number may belong to, as the base found it. */
export interface Candidate {
  readonly contactId: string;
  readonly name: string;
  readonly organisation?: string;
  readonly reason: MatchReason;
  /** How many trailing digits agreed, for `lastDigits`. */
  readonly digits?: number;
  /** The number stands on this contact's own card, not on its organisation's. */
  readonly own: boolean;
  /** Higher was in touch later. */
  readonly recency: number;
}

export interface Match {
  readonly contactId: string;
  readonly name: string;
  readonly organisation?: string;
  readonly reason: MatchReason;
  readonly digits?: number;
}

/** Strongest first. What the operator said or clicked comes before anything that a number can tell. */
const STRENGTH: Readonly<Record<MatchReason, number>> = {
  dialledFromCard: 0,
  corrected: 1,
  mainNumber: 2,
  otherNumber: 3,
  companyLine: 4,
  extension: 5,
  lastDigits: 6,
};

const MOST = 10;

/**
 * Orders candidates: by the strength of the reason, then more agreeing digits, then whose own the number is (the company
 * before its people), then who was in touch last. Each contact once, with its strongest reason; at most ten.
 */
export function rank(candidates: readonly Candidate[]): Match[] {
  const seen = new Set<string>();
  return candidates
    .toSorted(
      (a, b) =>
        STRENGTH[a.reason] - STRENGTH[b.reason] ||
        (b.digits ?? 0) - (a.digits ?? 0) ||
        Number(b.own) - Number(a.own) ||
        b.recency - a.recency,
    )
    .filter(({ contactId }) => !seen.has(contactId) && seen.add(contactId))
    .slice(0, MOST)
    .map(({ contactId, name, organisation, reason, digits }) => ({
      contactId,
      name,
      ...(organisation === undefined ? {} : { organisation }),
      reason,
      ...(digits === undefined ? {} : { digits }),
    }));
}

/** Under which key a correction of this number is remembered; undefined: there is nothing to remember it by. */
export function numberKey(reading: NumberReading): string | undefined {
  switch (reading.kind) {
    case 'e164':
      return reading.e164;
    case 'suffix':
      return `end:${reading.digits}`;
    case 'internal':
      return `ext:${reading.extension}`;
    case 'text':
      return `text:${reading.text.toLowerCase()}`;
    case 'anonymous':
      return undefined;
  }
}

/**
 * Whether the number is the firm's own (then it says nothing about the customer: zammad#1253 showed the firm's card on
 * each diverted call).
 *
 * @param ownNumbers E.164 with the plus, or extensions
 */
export function isOwn(reading: NumberReading, ownNumbers: readonly string[]): boolean {
  const own = ownNumbers.map((number) => number.replaceAll(/[^\d+]/g, ''));
  switch (reading.kind) {
    case 'e164':
      return own.includes(reading.e164) || own.includes(reading.e164.slice(1));
    case 'suffix':
      return own.some((number) => number.endsWith(reading.digits));
    case 'internal':
      return own.includes(reading.extension);
    default:
      return false;
  }
}
