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

/** Lower case, without marks (NFKD: ё→е, й→и, ї→і, é→e), without apostrophes; spaces between words single. */
export function fold(text: string): string {
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
  return (
    fold(text)
      .replaceAll(UNSPACED, ' $& ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Whether each of `wanted` is the beginning of a word of the text: what a search as you type means. */
export const hasWords = (textWords: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((word) => textWords.some((candidate) => candidate.startsWith(word)));
