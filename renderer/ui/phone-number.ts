import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

const seen = new Map<string, string>();
const KEPT = 2000;

/** A number as people read it; anything that is not an international number is left as it came. */
export function formatPhone(number: string): string {
  if (!number.startsWith('+')) return number;
  const known = seen.get(number);
  if (known !== undefined) return known;
  const written = parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  if (seen.size >= KEPT) seen.clear();
  seen.set(number, written);
  return written;
}
