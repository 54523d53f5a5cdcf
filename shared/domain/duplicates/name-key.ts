import { words } from '../text/fold.ts';
import { isOneErrorAway } from '../text/one-error.ts';
import { skeleton } from '../text/skeleton.ts';

/** What says of which law a company is, and not who. Folded. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ооо оао зао пао ао ип тов пп тоо чп нко ltd llc inc corp gmbh ag kg sa srl bv oy ab plc co company limited'.split(
    ' ',
  ),
);

export interface NameKey {
  /** Skeletons of the words in alphabetical order. */
  readonly words: readonly string[];
  /** All of them, with spaces; empty: a name without letters. */
  readonly key: string;
  /** The folded words as they stand: what the base orders names by. */
  readonly written: string;
  /** The same in alphabetical order. */
  readonly sorted: string;
}

/** By what names are compared, whatever their script and the order of their words. */
export const nameKeyOf = (name: string, kind: 'person' | 'organisation'): NameKey =>
  keyOfWords(words(name), kind);

/** The same of words that are folded already. */
export function keyOfWords(folded: readonly string[], kind: 'person' | 'organisation'): NameKey {
  const told = kind === 'organisation' ? folded.filter((word) => !LEGAL_FORMS.has(word)) : folded;
  const kept = told.length === 0 ? folded : told;
  const sorted = kept
    .map(skeleton)
    .filter((word) => word !== '')
    .toSorted();
  return {
    words: sorted,
    key: sorted.join(' '),
    written: folded.join(' '),
    sorted: kept.toSorted().join(' '),
  };
}

/** Whether one slip of the pen leads from one to the other. Digits are never a slip: shop 1, shop 2. */
export const isNear = (one: string, other: string): boolean =>
  one !== other && isOneErrorAway(one, other) && one.replaceAll(/\D/g, '') === other.replaceAll(/\D/g, '');
