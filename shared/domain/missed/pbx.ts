import type { MissedCause } from './report.ts';

/** Extensions have at most five digits; a customer's number has more, in any country and any writing. */
const CUSTOMER_DIGITS = 6;

/** What exchanges write where a number is withheld. */
const HIDDEN = new Set([
  '',
  '<unknown>',
  'unknown',
  'anonymous',
  'private',
  'restricted',
  'unavailable',
  's',
]);

export const isHidden = (number: string): boolean => HIDDEN.has(number.trim().toLowerCase());

export const isCustomerNumber = (number: string): boolean =>
  number.replace(/\D/g, '').length >= CUSTOMER_DIGITS;

/**
 * Whether a channel of the PBX is somebody outside who calls us. `contexts`: where the dial plan takes calls in from outside;
 * without any, whoever calls with more than an extension is outside.
 */
export function isIncoming(
  { context, number, channel }: { context: string; number: string; channel: string },
  contexts: readonly string[],
): boolean {
  if (channel.startsWith('Local/')) return false;
  return contexts.length > 0 ? contexts.includes(context) : isHidden(number) || isCustomerNumber(number);
}

/** The customer in what the dial plan dialled, such as `+79161234567@trunk` or `trunk/89161234567`. */
export function dialledCustomer(dialString: string): string | undefined {
  return dialString.split(/[@/&,]/).find((part) => /^\+?[\d*#]+$/.test(part) && isCustomerNumber(part));
}

/** Why a call ended that nobody took, by its Q.850 cause. */
export function causeOf(q850: number): MissedCause {
  switch (q850) {
    case 17:
      return 'busy';
    case 21:
      return 'turnedAway';
    // No such place, no phone registered there, no way or no room to it.
    case 1:
    case 3:
    case 20:
    case 27:
    case 34:
    case 38:
    case 41:
    case 42:
    case 44:
      return 'failed';
    default:
      return 'unanswered';
  }
}
