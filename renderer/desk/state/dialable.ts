import type { ContactRow } from '../../../shared/contract/contacts.ts';

const DIGITS = /\d/g;

/** Typed to be dialled as it is: digits with their usual ornaments, star codes, a SIP address. */
export function isNumberLike(text: string): boolean {
  const typed = text.trim();
  if (/^sips?:\S+$/i.test(typed) || /^[^\s@]+@[^\s@]+$/.test(typed)) return true;
  return /^[+*#]?[\d\s().*#/-]+$/.test(typed) && (typed.match(DIGITS)?.length ?? 0) >= 2;
}

/** Whether a customer in a list has a number that can be dialled. */
export const canDial = ({ phone, phoneText }: Pick<ContactRow, 'phone' | 'phoneText'>): boolean =>
  phone !== undefined && phoneText !== 'unreadable';
