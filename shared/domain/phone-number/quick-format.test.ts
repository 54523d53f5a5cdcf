import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { quickFormat } from './quick-format.ts';

function library(e164: string, home: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (number === undefined || !number.isPossible()) return e164;
  return number.isValid() && number.country === home ? number.formatNational() : number.formatInternational();
}

/** Numbers of a country: what leads them is that of a real one at first, and then less and less of it. */
function* numbersOf(country: CountryCode, count: number): Generator<string> {
  const code = getCountryCallingCode(country);
  const example = getExampleNumber(country, examples)?.nationalNumber ?? '7001234567';
  let state = country.charCodeAt(0) * 256 + country.charCodeAt(1);
  for (let n = 0; n < count; n += 1) {
    const kept = example.slice(0, n % 4);
    let rest = '';
    while (kept.length + rest.length < example.length + (n % 9 === 0 ? 1 : 0)) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      rest += (state >>> 24) % 10;
    }
    yield `+${code}${kept}${rest}`;
  }
}

describe('a quick writing is that of the library', () => {
  it.each(getCountries().map((country) => [country]))('%s', (country) => {
    for (const e164 of numbersOf(country, 60))
      for (const home of [country, country === 'RU' ? 'DE' : 'RU']) {
        const quick = quickFormat(e164, home);
        if (quick !== undefined && quick !== library(e164, home))
          expect.fail(`${e164} in ${home}: ${quick} for ${library(e164, home)}`);
      }
  });

  it.each(['RU', 'UA', 'BY', 'DE', 'FR', 'PL', 'GB', 'IT'] as const)('comes for most of %s', (country) => {
    const valid = [...numbersOf(country, 1_000)].filter(
      (e164) => parsePhoneNumberFromString(e164)?.isValid() === true,
    );
    const quick = valid.filter((e164) => quickFormat(e164, country) !== undefined);
    expect(valid.length).toBeGreaterThan(100);
    expect(quick.length / valid.length).toBeGreaterThan(0.8);
  });
});
