import { type CountryCode, Metadata } from 'libphonenumber-js/max';
import { quickInternational } from './numbering-plan.ts';

/** One way in which a country groups its numbers, from libphonenumber's own table. */
interface Grouping {
  readonly leading: RegExp | undefined;
  readonly whole: RegExp;
  readonly national: Template;
  readonly international: Template;
}

/** Text, and numbers of the groups between it. Put together by hand: `replace` with a regular expression takes three times as long. */
type Template = readonly (string | number)[];

/** The part of the library's `NumberingPlan` that its types leave out. */
interface RawFormat {
  pattern(): string;
  format(): string;
  leadingDigitsPatterns(): string[];
  nationalPrefixFormattingRule(): string | undefined;
  internationalFormat(): string;
}

const groupings = new Map<string, readonly Grouping[]>();

function groupingsOf(country: string): readonly Grouping[] {
  const known = groupings.get(country);
  if (known !== undefined) return known;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country as CountryCode);
  const plan = metadata.numberingPlan as unknown as { formats(): RawFormat[] };
  const compiled = plan.formats().map(compile);
  groupings.set(country, compiled);
  return compiled;
}

function compile(raw: RawFormat): Grouping {
  const leading = raw.leadingDigitsPatterns().at(-1);
  const rule = raw.nationalPrefixFormattingRule();
  return {
    leading: leading === undefined ? undefined : new RegExp(`^(?:${leading})`),
    whole: new RegExp(`^(?:${raw.pattern()})$`),
    national: template(rule ? raw.format().replace(/(\$\d)/, rule) : raw.format()),
    // As the library does it, to the result: brackets and dashes become spaces.
    international: template(
      raw
        .internationalFormat()
        .replaceAll(/[^\d$]+/g, ' ')
        .trim(),
    ),
  };
}

const template = (format: string): Template =>
  format.split(/\$(\d)/).map((part, at) => (at % 2 === 0 ? part : Number(part)));

function fill(template: Template, groups: readonly string[]): string {
  let text = '';
  for (const part of template) text += typeof part === 'string' ? part : (groups[part] ?? '');
  return text;
}

/**
 * The writing of a valid number for people, a tenth of the library's 10-20 µs; undefined: the library must be asked.
 * `quick-format.test.ts` holds the two together.
 *
 * @param e164 with the plus
 */
export function quickFormat(e164: string, homeCountry: string): string | undefined {
  const number = quickInternational(e164.slice(1));
  if (number?.country === undefined) return undefined;
  const { country, nationalNumber } = number;
  for (const { leading, whole, national, international } of groupingsOf(country)) {
    const groups = leading?.test(nationalNumber) === false ? null : whole.exec(nationalNumber);
    if (groups === null) continue;
    if (country === homeCountry) return fill(national, groups);
    return `+${e164.slice(1, e164.length - nationalNumber.length)} ${fill(international, groups)}`;
  }
  return undefined;
}
