import { kindOf } from './content.ts';

type Row = readonly string[];

/** Above the header of a report: its name, a date, who made it. */
const MOST_TITLES = 5;

/**
 * What stands above the rows of a table that was made for eyes: lines of a title, and a header of two lines, whose upper
 * one names groups of columns.
 *
 * @returns how many records come before the last line of the header, and the header as one line when it had two
 */
export function headerLines(rows: readonly Row[]): { readonly before: number; readonly header?: Row } {
  let title = 0;
  while (title < MOST_TITLES && filled(rows[title]) === 1 && filled(rows[title + 1]) > 0) title++;
  // A table of one column has no title, only rows.
  if (filled(rows[title]) < 2) return { before: 0 };
  const [upper = [], lower = [], first = []] = rows.slice(title);
  const isHeader = isWords(upper) && isWords(lower) && !isWords(first);
  const completes = lower.some((cell, column) => !isEmpty(cell) && isEmpty(upper[column]));
  if (!isHeader || !completes) return { before: title };
  return { before: title + 1, header: joined(upper, lower) };
}

/** A group's name stands in its first column only. */
function joined(upper: Row, lower: Row): Row {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const [above, below] = [(upper[column] ?? '').trim(), (lower[column] ?? '').trim()];
    if (above !== '') group = below === '' ? '' : above;
    return below === '' ? above : [group, below].filter(Boolean).join(' ');
  });
}

const isEmpty = (cell: string | undefined): boolean => (cell ?? '').trim() === '';
const filled = (row: Row | undefined): number => row?.filter((cell) => !isEmpty(cell)).length ?? 0;
/** Neither a number nor an address: the words of a header. */
const isWords = (row: Row): boolean =>
  filled(row) > 0 && row.every((cell) => !['phone', 'email', 'number'].includes(kindOf(cell)));
