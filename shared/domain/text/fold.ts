/**
 * Folding: one form for all writings of a word that people take for the same, so that search and "is there a customer of
 * that name" agree. In the program and not in SQLite, whose tokenizer misses ё, й, ї and CJK (performance.md).
 */

/** Letters that Unicode does not take apart, though people do. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ґ: 'г',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** Apostrophes inside a word are written in half a dozen ways: Мар'яна, Мар’яна, Марʼяна. */
const APOSTROPHE = /['’‘ʼ`´′]/gu;
/** Scripts without spaces between words: each letter is a word of its own. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Most texts: of letters that are as they are, or are one other letter, and signs that are none. */
const PLAIN = /^[a-z0-9а-яёіїєґ !"#$%&()*+,\-./:;<=>?@[\\\]^_{|}~«»–—]*$/;
/** A word of those. */
const PLAIN_WORD = /[a-z0-9а-яёіїєґ]+/g;
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ё: 'е', й: 'и', ї: 'і', ґ: 'г' };

/** Lower case, without marks (NFKD: ё→е, й→и, ї→і, é→e), without apostrophes; spaces between words single. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower))
    return lower
      .replaceAll(/[ёйїґ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
      .replaceAll(/ {2,}/g, ' ')
      .trim();
  return foldAny(text);
}

/** The same for any text; five times as dear. */
export function foldAny(text: string): string {
  // Twice: lower case and NFKD each bring forth what the other takes apart (İ, ＇).
  return bare(bare(text.replaceAll(APOSTROPHE, '')).toLowerCase())
    .replaceAll(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const bare = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(APOSTROPHE, '');

/** The words of a text, folded, in order: runs of letters and digits. */
export function words(text: string): string[] {
  const folded = fold(text);
  const found = PLAIN.test(folded)
    ? folded.match(PLAIN_WORD)
    : folded.replaceAll(UNSPACED, ' $& ').match(/[\p{L}\p{N}]+/gu);
  return found ?? [];
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’‘ʼ`´′]*/gu;

/** The words of a text as they are written, with their places in UTF-16 units. */
export function placedWords(text: string): { readonly text: string; readonly at: number }[] {
  const placed = [...text.matchAll(WORD)].map(({ 0: word, index: at }) => ({ text: word, at }));
  if (text.search(UNSPACED) < 0) return placed;
  return placed.flatMap(({ text: word, at }) =>
    [...word.matchAll(PART)].map((part) => ({ text: part[0], at: at + part.index })),
  );
}
const PART = new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source}).)+`, 'gu');

/** Whether each of `wanted` is the beginning of a word of the text: what a search as you type means. */
export const hasWords = (textWords: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((word) => textWords.some((candidate) => candidate.startsWith(word)));
