import { isDate } from '../talk-script/answer.ts';
import { readDate } from '../talk-script/read-date.ts';

/** Of a year of two digits, as POSIX has it: 69 is 1969, 68 is 2068. */
const PIVOT = 69;
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * A day of a table or a card with its year, `yyyy-mm-dd`: "2027-03-10", "2027/03/10", "10.03.2027", "10/3/27", "10 березня 2027",
 * "March 10, 2027"; a time behind it is left off.
 *
 * @param monthFirst of figures alone, as in the United States; figures that can be no such day are read the other way
 */
export function readOwnDay(text: string, monthFirst = false): string | undefined {
  const words = text.trim().replace(TIME, '').trim();
  const year = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(words);
  if (year) return dayOf(year[1], year[2], year[3]);
  const figures = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\.?$/.exec(words);
  if (figures) {
    const [, first, second, written = ''] = figures;
    const full = written.length === 4 ? written : `${Number(written) < PIVOT ? 20 : 19}${written}`;
    return monthFirst
      ? (dayOf(full, first, second) ?? dayOf(full, second, first))
      : dayOf(full, second, first);
  }
  // Named months; without a year it would be a guess, and its own day changes from day to day.
  return /\p{L}.*\d{4}|\d{4}.*\p{L}/u.test(words) ? readDate(words, '', 'past') : undefined;
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(written) ? written : undefined;
}
