import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { quickInternational, quickNational, type ValidNumber } from './numbering-plan.ts';

/** Countries that customers come from, and those with special rules: shared codes, prefixes that rewrite. */
const COUNTRIES: readonly CountryCode[] = [
  ...([
    'RU',
    'KZ',
    'UA',
    'BY',
    'GE',
    'AM',
    'UZ',
    'DE',
    'AT',
    'GB',
    'JE',
    'FR',
    'IT',
    'ES',
    'PL',
    'FI',
  ] as const),
  ...([
    'US',
    'CA',
    'JM',
    'MX',
    'BR',
    'AR',
    'TH',
    'CN',
    'JP',
    'IN',
    'AU',
    'NZ',
    'TR',
    'HU',
    'SM',
    'CI',
  ] as const),
];
/** Both ways together more than 100,000 numbers. */
const EACH = 2000;
const USUAL: readonly string[] = ['RU', 'UA', 'BY', 'DE', 'GB', 'FR', 'PL', 'TH'];

/** mulberry32 */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function library(text: string, country?: CountryCode): ValidNumber | undefined {
  const number = country ? parsePhoneNumberFromString(text, country) : parsePhoneNumberFromString(text);
  if (number?.isValid() !== true) return undefined;
  return { number: number.number, nationalNumber: number.nationalNumber, country: number.country };
}

/** Digits as dialled: a prefix or none, then half of the time the beginning of a real number, else anything. */
function dialled(roll: (below: number) => number, country: CountryCode): string {
  const code = getCountryCallingCode(country);
  const prefixes = ['', '', '', '0', '8', '1', '00', '80', '06', code, code, `${code}0`, `00${code}`];
  const example = getExampleNumber(country, examples)?.nationalNumber ?? '';
  const real = roll(2) === 0 ? example.slice(0, 1 + roll(4)) : '';
  const length = roll(8) === 0 ? 5 + roll(10) : real === '' ? 9 + roll(3) : example.length - real.length;
  const digits = real + Array.from({ length }, () => roll(10)).join('');
  return `${prefixes[roll(prefixes.length)]}${digits}`;
}

describe('a quick answer is the answer of the library', () => {
  const covered = { valid: 0, quick: 0 };

  it.each(COUNTRIES)('%s', (country) => {
    const code = getCountryCallingCode(country);
    const roll = dice(country.charCodeAt(0) * 256 + country.charCodeAt(1));
    for (let n = 0; n < EACH; n++) {
      const digits = dialled(roll, country);
      for (const [quick, whole] of [
        [quickNational(digits, country), library(digits, country)],
        [quickInternational(`${code}${digits}`), library(`+${code}${digits}`)],
      ] as const) {
        if (quick !== undefined && JSON.stringify(quick) !== JSON.stringify(whole))
          expect.fail(`${country} ${digits}: ${JSON.stringify(quick)} but ${JSON.stringify(whole)}`);
        if (!USUAL.includes(country) || whole === undefined) continue;
        covered.valid++;
        if (quick !== undefined) covered.quick++;
      }
    }
  });

  it('for any country of the world', () => {
    const roll = dice(7);
    for (const country of getCountries()) {
      for (let n = 0; n < 150; n++) {
        const digits = dialled(roll, country);
        const national = quickNational(digits, country);
        if (national) expect(national).toEqual(library(digits, country));
        const abroad = quickInternational(digits);
        if (abroad) expect(abroad).toEqual(library(`+${digits}`));
      }
    }
  });

  it('comes for most valid numbers of the usual countries, odd prefixes included', () => {
    expect(covered.valid).toBeGreaterThan(5000);
    expect(covered.quick / covered.valid).toBeGreaterThan(0.8);
  });
});
