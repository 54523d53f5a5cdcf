import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { quickFormat } from './quick-format.ts';

/**
 * What the library alone can write costs 10-20 µs, and a screen shows the same numbers again and again. Not for what is written
 * quickly: to keep it costs more than to write it.
 */
const cache = new Map<string, string>();
const CACHE_SIZE = 5000;

/**
 * A number for people: the national writing at home, the international one otherwise. A number that no plan knows
 * (+447700900101, kept for films) is grouped as its country groups, provided that it has a possible length; anything
 * else comes back as it is.
 *
 * @param e164 with the plus
 * @param homeCountry ISO 3166-1 alpha-2
 */
export function formatNumber(e164: string, homeCountry: string): string {
  const quick = quickFormat(e164, homeCountry);
  if (quick !== undefined) return quick;
  const key = `${homeCountry}${e164}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const written = write(e164, homeCountry);
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(key, written);
  return written;
}

function write(e164: string, homeCountry: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined || !number.isPossible()) return e164;
  if (number.isValid() && number.country === homeCountry) return number.formatNational();
  const written = number.formatInternational();
  // Of a number that no plan knows the library takes a prefix off that is none: +49 000 000 would lose a zero.
  return written.replaceAll(/\D/g, '') === e164.slice(1) ? written : e164;
}

/** Digits of the country's calling code; empty for a country that has none. */
export const callingCode = (country: string): string =>
  isSupportedCountry(country) ? getCountryCallingCode(country) : '';
