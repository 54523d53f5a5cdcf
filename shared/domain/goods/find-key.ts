import { fold } from '../text/fold.ts';

/** Cyrillic letters that look like Latin ones: on paper nobody can tell in which script "АВ-12" was typed. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  І: 'I',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'g');

/** One form for all writings of the number of a paper or a thing: "№ ав-12 / 24" → "AB1224". Empty: nothing to find by. */
export const findKey = (written: string): string =>
  fold(written.replaceAll('№', ''))
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
    .replaceAll(LOOKALIKE, (letter) => LOOKALIKES[letter] ?? letter);
