import { identifyNumber } from '../phone-number/index.ts';

/** Fewer numbers that name their country say nothing of the others. */
const FEWEST = 5;
/** The part of them that must be of one country. */
const MOST = 0.8;
/** Fewer digits are an extension, of whatever country. */
const SHORTEST = 6;

const NOWHERE = { country: '', areaCode: '' };

/**
 * The country (ISO 3166-1 alpha-2) in which numbers without a calling code were most likely written: that of those beside them that have one.
 * Undefined: all have one, too few have one, or they are of many countries.
 */
export function countryOfMost(numbers: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  let named = 0;
  let isAskedFor = false;
  for (const text of numbers) {
    if (!/^[\s(]*(?:\+|00)/.test(text)) {
      isAskedFor ||= text.replace(/\D/g, '').length >= SHORTEST;
      continue;
    }
    const reading = identifyNumber(text.replace(/^([\s(]*)00/, '$1+'), NOWHERE);
    if (reading.kind !== 'e164' || reading.country === undefined) continue;
    named += 1;
    counts.set(reading.country, (counts.get(reading.country) ?? 0) + 1);
  }
  if (!isAskedFor || named < FEWEST) return undefined;
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first && first[1] >= MOST * named ? first[0] : undefined;
}
