import type { ContactRow, Hit } from '../../../shared/contract/contacts.ts';
import { findKey } from '../../../shared/domain/goods/find-key.ts';
import type { searchedOwn } from '../../../shared/domain/own-field/words.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import { fold, placedWords } from '../../../shared/domain/text/fold.ts';
import type { Why } from './filter.ts';
import { reach, type TypedWord } from './typed-word.ts';

/** Shorter ones are extensions. */
const SHORTEST_WHOLE = 7;

type Mark = Hit['marks'][number];

/** Why a row was found: the texts in which something answers to what was typed, with the parts that do. */
export function hitsOf(row: ContactRow, why: Why, home: Home, own: readonly OwnText[] = []): Hit[] {
  switch (why.by) {
    case 'words':
      return [...byWords(row, why.typed), ...byOwn(own, why.typed)];
    case 'number': {
      const stored = why.number.length < SHORTEST_WHOLE ? why.number : `+${why.number}`;
      const text = formatNumber(stored, home.country);
      const marks = digitsIn(text, why.digits);
      if (marks.length > 0) return [{ field: 'number', text, marks }];
      // The national writing leaves the country's code out, of which they are a part.
      const whole = formatNumber(stored, '');
      return [{ field: 'number', text: whole, marks: digitsIn(whole, why.digits) }];
    }
    case 'email': {
      const at = why.address.toLowerCase().indexOf(why.part);
      const marks: Mark[] = at < 0 ? [] : [[at, at + why.part.length]];
      return [{ field: 'email', text: why.address, marks }];
    }
    default: {
      const { by, written: text, key } = why;
      return [{ field: by === 'purchase' ? 'serial' : by, text, marks: [[0, reachOf(text, key)]] }];
    }
  }
}

/** How much of a number as it is written the typed beginning of its key makes up. */
function reachOf(text: string, key: string): number {
  for (let length = 1; length <= text.length; length += 1)
    if (findKey(text.slice(0, length)).length >= key.length) return length;
  return text.length;
}

function byWords(row: ContactRow, typed: readonly TypedWord[]): Hit[] {
  const texts: [field: Hit['field'], text: string | undefined][] = [
    ['name', row.name],
    ['organisation', row.organisationName],
    ['role', row.role],
    ...row.tags.map((tag): ['tag', string] => ['tag', tag]),
  ];
  return texts.flatMap(([field, text]) => {
    if (text === undefined) return [];
    const { marks, near } = marksIn(text, typed);
    return marks.length === 0 ? [] : [{ field, text, marks, ...(near ? { near } : {}) }];
  });
}

/** What is searched for of a field of the firm's own. */
export type OwnText = ReturnType<typeof searchedOwn>[number];

function byOwn(texts: readonly OwnText[], typed: readonly TypedWord[]): Hit[] {
  return texts.flatMap(({ field, text }) => {
    const { marks, near } = marksIn(text, typed);
    if (marks.length === 0) return [];
    const name = `${field.name}: `;
    const moved = marks.map(([from, to]): Mark => [from + name.length, to + name.length]);
    return [{ field: 'own' as const, text: name + text, marks: moved, ...(near ? { near } : {}) }];
  });
}

function marksIn(text: string, typed: readonly TypedWord[]): { marks: Mark[]; near: boolean } {
  const marks: Mark[] = [];
  let near = false;
  for (const placed of placedWords(text)) {
    const folded = fold(placed.text);
    let longest = 0;
    for (const one of typed) {
      const letters = reach(folded, one);
      if (letters === 0) continue;
      longest = Math.max(longest, written(placed.text, folded, letters));
      near ||= one.near;
    }
    if (longest > 0) marks.push([placed.at, placed.at + longest]);
  }
  return { marks, near };
}

/** How much of a word as it is written makes up so many letters of it folded. */
function written(text: string, folded: string, letters: number): number {
  if (letters >= folded.length) return text.length;
  // Nearly always: letter by letter.
  if (folded.length === text.length) return letters;
  let length = 0;
  for (const letter of text) {
    if (fold(text.slice(0, length)).length >= letters) break;
    length += letter.length;
  }
  return length;
}

/** Where the typed digits stand in a number as it is written for people, whatever stands between them. */
function digitsIn(text: string, ways: readonly string[]): Mark[] {
  const places = [...text].flatMap((sign, at) => (/\d/.test(sign) ? [at] : []));
  const digits = places.map((at) => text[at]).join('');
  for (const way of [...ways].toSorted((a, b) => b.length - a.length)) {
    const at = way === '' ? -1 : digits.lastIndexOf(way);
    const [first, last] = [places[at], places[at + way.length - 1]];
    if (at >= 0 && first !== undefined && last !== undefined) return [[first, last + 1]];
  }
  return [];
}
