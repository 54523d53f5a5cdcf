import { type CountryCode, findPhoneNumbersInText, isSupportedCountry } from 'libphonenumber-js/max';
import { readNumber } from './read.ts';
import type { Home } from './reading.ts';

/** What a piece of text that a person has marked or copied holds to be dialled. */
export type FoundNumber =
  /** `dial` goes to the core, `display` to the person. */
  | { readonly kind: 'one'; readonly dial: string; readonly display: string; readonly whole: boolean }
  | { readonly kind: 'none' }
  /** More than one number: which was meant only the person knows. */
  | { readonly kind: 'several' };

/** A marked page is no number; libphonenumber needs about 1 ms for this many characters. */
const MAX_TEXT = 1000;
/** A code of the exchange with a number in it does something else than dialling that number. */
const CODE = /^(?=.*[*#])[*#\d\s+().-]+$/;
const NONE: FoundNumber = { kind: 'none' };

/**
 * The one number of a text. Valid whole numbers count wherever they stand (`whole` is false when there was more text
 * around one); an extension only when it is all of the text. Never throws, whatever the text.
 */
export function findNumber(text: string, home: Home): FoundNumber {
  const trimmed = text.slice(0, MAX_TEXT + 1).trim();
  if (trimmed === '' || trimmed.length > MAX_TEXT) return NONE;
  const reading = /[\r\n]/.test(trimmed) ? undefined : readNumber(trimmed, home);
  if (reading?.kind === 'e164') return found(reading.e164, home, true);
  if (reading?.kind === 'internal')
    return { kind: 'one', dial: reading.extension, display: reading.extension, whole: true };
  if (CODE.test(trimmed)) return NONE;
  const numbers = new Set(inText(trimmed, home.country));
  if (numbers.size > 1) return { kind: 'several' };
  const [only] = numbers;
  return only === undefined ? NONE : found(only, home, false);
}

function found(e164: string, home: Home, whole: boolean): FoundNumber {
  const reading = readNumber(e164, home);
  return { kind: 'one', dial: e164, display: reading.kind === 'e164' ? reading.display : e164, whole };
}

function inText(text: string, country: string): string[] {
  const found = isSupportedCountry(country)
    ? findPhoneNumbersInText(text, country as CountryCode)
    : findPhoneNumbersInText(text);
  return found.filter(({ number }) => number.isValid()).map(({ number }) => number.number);
}
