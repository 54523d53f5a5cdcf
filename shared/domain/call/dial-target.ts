import { type Home, readNumber } from '../phone-number/index.ts';

/** Feature codes and extensions as they are typed: `*97`, `*11101`, `101#`. */
const CODE = /^[*#\d]{1,32}$/;

/** A user part without anything that a SIP URI would have to escape (RFC 3261 §25.1, unreserved and a few marks). */
const SIP_USER = /^[a-z][\w.!~*'-]{0,63}(@[a-z\d.-]{1,253}(:\d{1,5})?)?$/i;

/**
 * What is put on the line for what a person wrote, or `undefined` when it cannot be dialled.
 *
 * Whole numbers go out as E.164 with the plus: a PBX that wants another form translates that one most surely.
 * Codes and extensions go out untouched, since only the PBX knows what they mean.
 */
export function dialTarget(written: string, home: Home): string | undefined {
  const plain = written.trim().replace(/^(?:tel|sips?|callto):(?:\/\/)?/i, '');
  const squeezed = plain.replace(/[\s().\-\u00a0\u2010-\u2015]/g, '');
  if (squeezed === '') return undefined;
  const reading = readNumber(plain, home);
  if (reading.kind === 'e164') return reading.e164;
  if (CODE.test(squeezed)) return squeezed;
  if (/^\+\d{4,18}$/.test(squeezed)) return squeezed;
  return SIP_USER.test(plain) ? plain : undefined;
}
