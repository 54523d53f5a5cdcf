import { isOneErrorAway } from '../../../shared/domain/text/one-error.ts';
import { skeleton, standsFor, typedSkeletons } from '../../../shared/domain/text/skeleton.ts';
import { cut, INDEXED_LETTERS, type Vocabulary } from './vocabulary.ts';

/** One word of a search, and the beginnings by which the index of words finds what is meant by it. */
export interface TypedWord {
  /** Folded. */
  readonly word: string;
  readonly beginnings: readonly string[];
  /** Of these it takes the letters behind them to tell whether the word is meant. */
  readonly undecided: readonly string[];
  /** Words that are meant only as a whole. */
  readonly wholes: readonly string[];
  /** They are one typing error away from the word. */
  readonly near: boolean;
}

const made = (typed: Omit<TypedWord, 'undecided'>): TypedWord => ({
  ...typed,
  undecided: typed.beginnings.filter((beginning) => !isDecided(beginning, typed)),
});

export const typedWord = (vocabulary: Vocabulary, word: string): TypedWord =>
  made({ word, beginnings: vocabulary.sameAs(word), wholes: [], near: false });

export const nearWord = (vocabulary: Vocabulary, word: string): TypedWord =>
  made({ word, ...vocabulary.nearTo(word), near: true });

/** A word that is meant only as a whole. */
export const wholeWord = (vocabulary: Vocabulary, word: string): TypedWord =>
  made({ word, beginnings: [], wholes: vocabulary.sameAs(word), near: false });

/** Each beginning quoted: nothing that a person types is syntax. Folded words hold letters and digits only. */
export const matchOf = (typed: readonly TypedWord[]): string =>
  typed
    .map(({ beginnings, wholes }) => [
      ...beginnings.map((beginning) => `"${beginning}"*`),
      ...wholes.map((whole) => `"${whole}"`),
    ])
    .map((alternatives) => `(${alternatives.join(' OR ')})`)
    .join(' AND ');

/** The beginnings of words as they are, for an index that has no vocabulary. */
export const plainMatch = (words: readonly string[]): string =>
  words.map((word) => `"${cut(word)}"*`).join(' ');

/** The index holds all of it, so that whoever begins with it is meant. */
const isDecided = (beginning: string, { word, near }: Omit<TypedWord, 'undecided'>): boolean =>
  beginning.length < INDEXED_LETTERS ||
  beginning === word ||
  (!near && typedSkeletons(word).includes(skeleton(beginning)) && !word.startsWith(beginning));

/** Whether the index alone decides: nothing was cut off behind the letters that it holds. */
export const isExact = (typed: readonly TypedWord[]): boolean =>
  typed.every(({ undecided }) => undecided.length === 0);

/** How many letters of a folded word answer to the typed one; 0: it is not meant. */
export function reach(word: string, typed: TypedWord): number {
  if (typed.wholes.includes(word)) return word.length;
  for (const beginning of typed.beginnings) {
    if (!word.startsWith(beginning)) continue;
    const letters = typed.undecided.includes(beginning)
      ? reachBehind(word, beginning, typed)
      : beginning.length;
    if (letters > 0) return letters;
  }
  return 0;
}

/** Whether the typed word is all of a folded one, and not a beginning of it. */
export const isWhole = (word: string, { word: typed, near }: TypedWord): boolean =>
  near ? isOneErrorAway(skeleton(word), skeleton(typed)) : skeleton(word) === skeleton(typed);

/** The beginning was cut off, or stands for one that was: what follows is compared. */
function reachBehind(word: string, beginning: string, { word: typed, near }: TypedWord): number {
  if (!near && word.startsWith(typed)) return typed.length;
  const sign = skeleton(typed);
  const same = new Set(typedSkeletons(typed));
  for (let length = word.length; length >= beginning.length; length -= 1) {
    const begun = word.slice(0, length);
    const other = skeleton(begun);
    const fits = near
      ? isOneErrorAway(other, sign) && (length === word.length || !sign.startsWith(other) || sign === other)
      : same.has(other) && standsFor(begun, typed);
    if (fits) return length;
  }
  return 0;
}
