import { type CountryCode, getCountries, getCountryCallingCode, Metadata } from 'libphonenumber-js/max';

/** A valid number, as `PhoneNumber` of libphonenumber-js has it. */
export interface ValidNumber {
  /** E.164 with the plus. */
  readonly number: string;
  readonly nationalNumber: string;
  /** ISO 3166-1 alpha-2; absent for numbers of no country (+800 …). */
  readonly country?: string | undefined;
}

/** One country's numbers by libphonenumber's own table, its patterns compiled once. */
interface Plan {
  readonly country: CountryCode;
  readonly code: string;
  readonly general: RegExp;
  readonly types: readonly { readonly pattern: RegExp; readonly lengths: readonly number[] }[];
  /** What is dialled before national and international numbers. */
  readonly prefix: RegExp | undefined;
  readonly abroad: RegExp | undefined;
  /** Tells the countries of one calling code apart; without it the types do. */
  readonly leading: RegExp | undefined;
}

/** The part of the library's `NumberingPlan` that its types leave out. */
interface RawPlan {
  nationalNumberPattern(): string;
  nationalPrefixForParsing(): string | undefined;
  IDDPrefix(): string | undefined;
  leadingDigits(): string | undefined;
  possibleLengths(): number[];
  type(name: string): { pattern(): string | undefined; possibleLengths(): number[] | undefined } | undefined;
}

const TYPES = ['FIXED_LINE', 'MOBILE', 'PREMIUM_RATE', 'TOLL_FREE', 'SHARED_COST', 'VOIP', 'PERSONAL_NUMBER'];
const MORE_TYPES = ['PAGER', 'UAN', 'VOICEMAIL'];

const countriesOf = new Map<string, CountryCode[]>();
for (const country of getCountries()) {
  const code = getCountryCallingCode(country);
  countriesOf.set(code, [...(countriesOf.get(code) ?? []), country]);
}

const plans = new Map<string, readonly Plan[]>();

/** The plans of all countries with that calling code. */
function plansOf(code: string): readonly Plan[] {
  const known = plans.get(code);
  if (known !== undefined) return known;
  const compiled = (countriesOf.get(code) ?? []).map((country) => compile(country, code));
  plans.set(code, compiled);
  return compiled;
}

const anyPrefixes = new Map<string, RegExp | undefined>();

/** What one of the countries with that calling code would take off: the 25 of +1 are asked one by one only then. */
function anyPrefixOf(code: string): RegExp | undefined {
  if (!anyPrefixes.has(code)) {
    const sources = new Set(plansOf(code).flatMap(({ prefix }) => (prefix ? [prefix.source] : [])));
    anyPrefixes.set(code, sources.size === 0 ? undefined : new RegExp([...sources].join('|')));
  }
  return anyPrefixes.get(code);
}

function compile(country: CountryCode, code: string): Plan {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const raw = metadata.numberingPlan as unknown as RawPlan;
  const types = [...TYPES, ...MORE_TYPES].flatMap((name) => {
    const type = raw.type(name);
    const pattern = type?.pattern();
    return pattern ? [{ pattern: whole(pattern), lengths: type?.possibleLengths() ?? [] }] : [];
  });
  return {
    ...{ country, code, types, general: whole(raw.nationalNumberPattern()) },
    prefix: start(raw.nationalPrefixForParsing()),
    abroad: start(raw.IDDPrefix()),
    leading: start(raw.leadingDigits()),
  };
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const start = (pattern: string | undefined): RegExp | undefined =>
  pattern ? new RegExp(`^(?:${pattern})`) : undefined;

const isValid = ({ general, types }: Plan, national: string): boolean =>
  general.test(national) &&
  types.some(
    ({ pattern, lengths }) =>
      (lengths.length === 0 || lengths.includes(national.length)) && pattern.test(national),
  );

/**
 * Quick answers for plain cases, 1-2 µs for the library's 15-20: valid numbers of which only one reading is possible.
 * Undefined says nothing: then the library must be asked. `numbering-plan.test.ts` holds the two together.
 *
 * @param digits with the calling code, without plus and prefixes
 */
export function quickInternational(digits: string): ValidNumber | undefined {
  for (let length = 1; length <= 3; length++) {
    const code = digits.slice(0, length);
    if (!countriesOf.has(code)) continue;
    const national = digits.slice(length);
    // The library takes a national prefix off here too, where it finds one.
    return anyPrefixOf(code)?.test(national) !== true ||
      plansOf(code).every((plan) => withoutPrefix(plan, national) === national)
      ? located(code, national)
      : undefined;
  }
  return undefined;
}

/** As `quickInternational`, for digits as they are dialled in that country, or with its calling code before them. */
export function quickNational(digits: string, country: string): ValidNumber | undefined {
  const home = planOf(country);
  if (home === undefined || home.abroad?.test(digits) !== false) return undefined;
  const national = withoutPrefix(home, digits);
  if (national !== undefined && home.general.test(national)) return located(home.code, national);
  if (national === undefined || !digits.startsWith(home.code)) return undefined;
  const rest = digits.slice(home.code.length);
  const short = withoutPrefix(home, rest);
  return short !== undefined && home.general.test(short) ? located(home.code, short) : undefined;
}

const homes = new Map<string, Plan | undefined>();

function planOf(country: string): Plan | undefined {
  if (!homes.has(country)) {
    const code = [...countriesOf].find(([, countries]) => countries.includes(country as CountryCode))?.[0];
    const found = code && plansOf(code).find((plan) => plan.country === country);
    homes.set(country, found || undefined);
  }
  return homes.get(country);
}

/** The number without what is dialled before it; undefined when it takes more than this to tell. */
function withoutPrefix({ prefix, general }: Plan, digits: string): string | undefined {
  const found = prefix?.exec(digits);
  if (!found) return digits;
  // Prefixes with groups rewrite numbers (carrier codes, Argentine mobiles).
  if (found.length > 1) return undefined;
  const rest = digits.slice(found[0].length);
  if (general.test(rest)) return rest;
  return general.test(digits) ? digits : undefined;
}

/** The number in its country, provided that only one of those with that calling code can be meant. */
function located(code: string, national: string): ValidNumber | undefined {
  const all = plansOf(code);
  const possible =
    all.length === 1 ? all : all.filter((plan) => plan.leading?.test(national) ?? isValid(plan, national));
  const [plan] = possible;
  if (plan === undefined || possible.length > 1 || !isValid(plan, national)) return undefined;
  return { number: `+${code}${national}`, nationalNumber: national, country: plan.country };
}
