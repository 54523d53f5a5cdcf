import { type Home, identifyNumber } from '../phone-number/index.ts';

/**
 * Why a number is kept as text: it is an extension, which the exchange alone can reach; a part of it is missing or no plan has
 * such a one, so that it goes out as it is written; nothing of it can be dialled.
 */
export const TEXT_REASONS = ['extension', 'incomplete', 'unreadable'] as const;
export type TextReason = (typeof TEXT_REASONS)[number];

const ADDRESS = /^(?:sips?:\S+|[^\s@]+@[^\s@]+)$/i;
const CODE = /^[*#][*#\d]+$/;

/** @param raw of a number that has no E.164. Undefined: it can be dialled all the same (an address, a code of the exchange). */
export function whyText(raw: string, home: Home): TextReason | undefined {
  const written = raw.trim();
  if (ADDRESS.test(written) || CODE.test(written)) return undefined;
  const reading = identifyNumber(written, home);
  switch (reading.kind) {
    // Read by another country or area code than when it was put there.
    case 'e164':
      return undefined;
    case 'internal':
      // Nobody writes a plus before an extension.
      return written.startsWith('+') ? 'incomplete' : 'extension';
    case 'suffix':
      return 'incomplete';
    default:
      return 'unreadable';
  }
}
