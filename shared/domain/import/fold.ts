import { words } from '../text/fold.ts';

/**
 * Text as it is compared, never as it is shown: case, marks, ё/е, quotes, punctuation and spacing set aside.
 * "ООО «Ромашка»" and `ооо "РОМАШКА"` are one name. Text without a letter or digit is compared as it stands.
 */
export const fold = (text: string): string => words(text).join(' ') || text.trim();

/** A pattern that matches folded text: й, ё and ї lose their marks in folding, so they must in the pattern. */
export const foldedPattern = (pattern: RegExp): RegExp =>
  new RegExp(pattern.source.normalize('NFKD').replace(/\p{M}/gu, ''), pattern.flags);

/**
 * Text as it is kept: one line, single spaces, without control characters and without those that make other text run
 * the other way (a name must not rewrite what stands beside it). Emoji and formulas stay: they are data.
 */
export function tidy(text: string): string {
  return text
    .replace(/[\p{Cc}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** As `tidy`, but line breaks stay: notes may have several lines. */
export function tidyLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(tidy)
    .join('\n')
    .trim();
}

// Cyrillic to Latin as banks and passports write it; close enough to see that "Ivanov" is "Иванов".
const LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

const latin = (folded: string): string => folded.replace(/[а-яґєії]/g, (letter) => LATIN[letter] ?? letter);

/**
 * Can these two be one person's names? "Иванов И. П.", "Иван Иванов" and "IVANOV IVAN" can, and so can one
 * mistyped letter; "Иванов Иван" and "Сидорова Анна" cannot. An empty name agrees with everything.
 */
export function namesAgree(one: string, other: string): boolean {
  const parts = (name: string) => latin(fold(name)).split(' ').filter(Boolean);
  const [few, many] = [parts(one), parts(other)].sort((a, b) => a.length - b.length) as [string[], string[]];
  const free = [...many];
  return few.every((word) => {
    const at = free.findIndex((candidate) => sameWord(word, candidate));
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  return Math.min(a.length, b.length) >= 4 && oneEditApart(a, b);
}

function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return Math.max(a.length, b.length) - start - end <= 1;
}
