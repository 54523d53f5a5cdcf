// The one import from outside in shared/domain: numbering plans are facts about the world, and this is their table.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { clean } from './clean.ts';
import { formatNumber } from './format.ts';
import { quickInternational, quickNational, type ValidNumber } from './numbering-plan.ts';
import type { Home, NumberIdentity, NumberReading } from './reading.ts';

/**
 * Reads a number in any writing: national, international, with 00 or 8 before it, a `tel:` or `sip:` address, the end
 * of a number, an extension, a word. Never throws, whatever the text.
 *
 * A parse is trusted only when the numbering plan says that such a number exists: "112" would become +7112 otherwise.
 *
 * @param raw text from a person, a file or a caller
 * @param home how numbers without a country code are read
 */
export function readNumber(raw: string, home: Home): NumberReading {
  const reading = identifyNumber(raw, home);
  return reading.kind === 'e164'
    ? { ...reading, display: formatNumber(reading.e164, home.country) }
    : reading;
}

/** As `readNumber`, without the writing for people, which costs as much again: for many numbers that nobody looks at. */
export function identifyNumber(raw: string, home: Home): NumberIdentity {
  const cleaned = clean(raw);
  if (cleaned.kind === 'nothing') return { kind: 'anonymous' };
  if (cleaned.kind === 'word') return { kind: 'text', text: cleaned.text };

  const { digits } = cleaned;
  // Some PBXs put a plus before everything, extensions included.
  const abroad = cleaned.plus && digits.length > LONGEST_EXTENSION;
  const number = abroad ? readInternational(digits, home) : readLocal(digits, home);
  if (number !== undefined)
    return {
      kind: 'e164',
      e164: number.number,
      ...(number.country === undefined ? {} : { country: number.country }),
    };
  if (digits.length <= LONGEST_EXTENSION) return { kind: 'internal', extension: digits };
  return { kind: 'suffix', digits: digits.slice(-LONGEST_SUFFIX) };
}

const LONGEST_EXTENSION = 6;
const LONGEST_SUFFIX = 10;
/** Digits of the shortest whole number; what is shorter ("+49 168 0" by the German plan) is an extension to us. */
const SHORTEST = 7;

function readInternational(digits: string, home: Home): ValidNumber | undefined {
  return valid(`+${digits}`) ?? trunk(digits, valid(digits, home.country));
}

/** "+8 916 …", "+0 67 …": a plus put before a national writing, which shows by its prefix. */
const trunk = (digits: string, national: ValidNumber | undefined): ValidNumber | undefined =>
  national?.nationalNumber === digits ? undefined : national;

/** Digits without a plus, by the likeliest meaning first; the order is what the tests of this folder pin down. */
function readLocal(digits: string, home: Home): ValidNumber | undefined {
  if (digits.length < 5) return undefined;
  const national = valid(digits, home.country);
  const withTrunk = trunk(digits, national);
  // Five or six digits are an extension, unless the plan of a small country says otherwise.
  if (digits.length <= LONGEST_EXTENSION) return national ?? withAreaCode(digits, home);
  if (digits.startsWith('00')) {
    const abroad = valid(`+${digits.slice(2)}`);
    if (abroad !== undefined) return abroad;
  }
  if (withTrunk !== undefined) return withTrunk;
  // Eleven digits and more without a prefix: PBXs leave the plus out ("79161234567" on a German line).
  if (digits.length >= 11) return valid(`+${digits}`) ?? national ?? oldTrunk(digits, home);
  return withAreaCode(digits, home) ?? national ?? (digits.length === 10 ? valid(`+${digits}`) : undefined);
}

/** The area code makes a number whole only where that gives a valid one: not before a number that has its own. */
const withAreaCode = (digits: string, home: Home): ValidNumber | undefined =>
  home.areaCode === '' || digits.length > 8 ? undefined : valid(`${home.areaCode}${digits}`, home.country);

/** "8 0xx …": the trunk prefix of Soviet days before the present one, still written in Ukraine. */
const oldTrunk = (digits: string, home: Home): ValidNumber | undefined =>
  digits.startsWith('80') ? valid(digits.slice(1), home.country) : undefined;

/** @param text with the plus, or digits as they are dialled in `country` */
function valid(text: string, country?: string): ValidNumber | undefined {
  const quick = country === undefined ? quickInternational(text.slice(1)) : quickNational(text, country);
  const number = quick ?? asked(text, country);
  return number !== undefined && number.number.length > SHORTEST ? number : undefined;
}

function asked(text: string, country?: string): ValidNumber | undefined {
  const at = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const number = at === undefined ? parsePhoneNumberFromString(text) : parsePhoneNumberFromString(text, at);
  return number?.isValid() === true ? number : undefined;
}
