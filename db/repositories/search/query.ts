import { callingCode, type Home, readNumber } from '../../../shared/domain/phone-number/index.ts';
import { words } from '../../../shared/domain/text/fold.ts';

/** A search as you type, by what it looks for. */
export type Query =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'words';
      readonly words: readonly string[];
      readonly match: string;
      readonly exact: boolean;
    }
  | { readonly kind: 'number'; readonly prefixes: readonly string[]; readonly suffix: string }
  | { readonly kind: 'email'; readonly name: string; readonly domain: string };

/** The index holds prefixes up to this length; longer words are checked in the program (performance.md). */
const INDEXED_LETTERS = 8;
const MAX_WORDS = 8;

export function parseQuery(text: string, home: Home): Query {
  const trimmed = text.trim();
  if (/^\S*@\S*$/.test(trimmed) && trimmed.length > 1) {
    const [name = '', domain = ''] = trimmed.toLowerCase().split('@');
    return { kind: 'email', name, domain };
  }
  const digits = trimmed.replaceAll(/\D/g, '');
  if (digits.length >= 3 && /^[\d\s+().-]+$/.test(trimmed)) return numberQuery(trimmed, digits, home);
  const wanted = words(trimmed).slice(0, MAX_WORDS);
  if (wanted.length === 0) return { kind: 'nothing' };
  return {
    kind: 'words',
    words: wanted,
    // Each word quoted: nothing that a person types is syntax. Folded words hold letters and digits only.
    match: wanted.map((word) => `"${[...word].slice(0, INDEXED_LETTERS).join('')}"*`).join(' '),
    exact: wanted.every((word) => [...word].length <= INDEXED_LETTERS),
  };
}

function numberQuery(text: string, digits: string, home: Home): Query {
  const reading = readNumber(text, home);
  if (reading.kind === 'e164') return { kind: 'number', prefixes: [reading.e164.slice(1)], suffix: digits };
  if (text.startsWith('+')) return { kind: 'number', prefixes: [digits], suffix: '' };
  const code = callingCode(home.country);
  // Typed from its beginning: with the country's code, in the national writing with and without its prefix (8 or 0), or
  // from the middle.
  const national = digits.replace(/^(?:80|8|0)/, '');
  const prefixes = [
    digits,
    code + digits,
    ...(national === digits || national === '' ? [] : [code + national]),
  ];
  if (digits.startsWith('00')) prefixes.push(digits.slice(2));
  return {
    kind: 'number',
    prefixes: [...new Set(prefixes)].filter((prefix) => prefix !== '' && !prefix.startsWith('0')),
    suffix: digits,
  };
}
