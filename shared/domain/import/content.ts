import type { ColumnTarget } from './column.ts';

/** What a cell looks like, whatever its column is called. */
export type CellKind = 'empty' | 'phone' | 'email' | 'person' | 'organisation' | 'number' | 'text';

const EMAIL = /^[^\s@<>()",;:]+@[^\s@<>()",;:]+\.[^\s@<>()",;:.]{2,}$/;
const PHONE_LETTERS =
  /(доб|дод|внутр?|вн|моб|сот|раб|роб|дом|тел|факс|ext|mob|cell|tel|fax|work|home|ph|x|т|м|р|д)\.?:?/giu;
const ORGANISATION =
  /(^|[\s"«(,])(ооо|оао|зао|пао|ао|ип|нко|гуп|муп|фгуп|тоо|тов|прат|пат|фоп|одо|чп|llc|ltd|inc|corp|gmbh|ag|plc|s\.?a\.?|co)([\s".»),]|$)|[«»]/iu;
const WORD = /^\p{Lu}[\p{L}'’.-]*$/u;

/** True for an address that mail could go to; it is not checked further. */
export const isEmail = (text: string): boolean => text.length <= 320 && EMAIL.test(text);

/** Tells the kind of one cell by its form alone. */
export function kindOf(cell: string): CellKind {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (text.split(/[;,\s]+/).some(isEmail)) return 'email';
  if (looksLikePhone(text)) return 'phone';
  if (/^\d{1,6}$/.test(text)) return 'number';
  if (ORGANISATION.test(text)) return 'organisation';
  const words = text.split(/\s+/);
  if (words.length >= 2 && words.length <= 4 && text.length <= 80 && words.every((word) => WORD.test(word))) {
    return 'person';
  }
  return 'text';
}

/** Nothing but digits, the signs that people put between them, and words like "доб." */
function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (digits < 6 || digits > 60) return false;
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|^\d{4}-\d{2}-\d{2}/.test(text)) return false; // a date
  if (/^\d[.,]\d+e\+?\d+$/i.test(text)) return true; // Excel's 7,92E+10
  const rest = text.replace(PHONE_LETTERS, '').replace(/[\d\s+()./,;:'"=|\\\u2010-\u2015\u00a0-]/gu, '');
  return rest === '' && digits / text.length > 0.35;
}

/** What most of a column's filled cells are; undefined when nothing prevails. */
export function kindOfColumn(cells: readonly string[]): CellKind | undefined {
  const counts = new Map<CellKind, number>();
  let filled = 0;
  for (const cell of cells) {
    const kind = kindOf(cell);
    if (kind === 'empty') continue;
    filled++;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  if (filled === 0) return 'empty';
  for (const [kind, count] of counts) if (count / filled >= 0.5) return kind;
  return undefined;
}

/** Where a column goes when only its content speaks. */
export function targetOfKind(kind: CellKind | undefined): ColumnTarget {
  switch (kind) {
    case 'phone':
      return 'phone';
    case 'email':
      return 'email';
    case 'person':
      return 'name';
    case 'organisation':
      return 'organisation';
    default:
      return 'ignore';
  }
}
